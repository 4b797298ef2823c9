// What a tunnel carries, by its first bytes. Sources: RFC 9110, 9.3.6 (CONNECT); RFC 8446, 5.1, and RFC 5246, E.2 (TLS);
// RFC 4253, 4.2 (SSH); RFC 9113, 3.4 (HTTP/2); RFC 9112, 3 and 4 (HTTP/1.1).
import type { Direction } from '../frames/framer.ts'
import { fits, markOf, type Mark } from '../spec/marks.ts'
import type { FramingSpec } from '../spec/spec.ts'

interface Beginning {
  readonly mark: Mark
  readonly side?: Direction
  readonly spec: FramingSpec
}

const TLS: FramingSpec = { kind: 'preset', name: 'tls' }
const HTTP1: FramingSpec = { kind: 'http1' }
const HTTP2: FramingSpec = { kind: 'preset', name: 'http2' }
/** Up to the end, because nothing shows where a message ends. What is encrypted may be of any length. */
const UNKNOWN: FramingSpec = { kind: 'rest', apart: 'tunnel', max: 2 ** 48 }

const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT']

const BEGINNINGS: readonly Beginning[] = [
  { mark: markOf('1603'), spec: TLS },
  { mark: markOf('(1???????)??0103'), side: 'client', spec: TLS },
  { mark: characters('SSH-'), spec: { kind: 'preset', name: 'ssh' } },
  { mark: characters('PRI * '), side: 'client', spec: HTTP2 },
  // SETTINGS on stream 0.
  { mark: markOf('0000??040000000000'), side: 'server', spec: HTTP2 },
  { mark: characters('HTTP/1.'), side: 'server', spec: HTTP1 },
  ...METHODS.map((method): Beginning => ({ mark: characters(`${method} `), side: 'client', spec: HTTP1 })),
]

/** What cuts a tunnel's bytes; `undefined` if it takes more of them to tell. `isAll`: no more come. */
export function tunnelSpec(bytes: Uint8Array, direction: Direction, isAll = false): FramingSpec | undefined {
  for (const { mark, side, spec } of BEGINNINGS) {
    if (side !== undefined && side !== direction) continue
    const seen = Math.min(mark.length, bytes.length)
    let like = 0
    while (like < seen && fits(mark[like], bytes[like])) like++
    if (like === mark.length) return spec
    if (like === seen && !isAll) return undefined
  }
  return UNKNOWN
}

/** Whether a protocol begins that tunnels carry; `undefined` if it takes more bytes to tell. */
export function beginsTunnel(bytes: Uint8Array, direction: Direction): boolean | undefined {
  const spec = tunnelSpec(bytes, direction)
  return spec === undefined ? undefined : spec !== UNKNOWN
}

function characters(text: string): Mark {
  return Array.from(text, (character) => character.charCodeAt(0))
}
