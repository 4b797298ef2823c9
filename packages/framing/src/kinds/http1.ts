// `http1`: HTTP/1.1 messages, their heads and bodies. Source: RFC 9112, sections 2, 6 and 7. What a response
// answers cannot be seen in its own direction, so an answer to HEAD that names a length is taken to have a body.
import {
  bodyOfLength,
  HeadCutter,
  headersOf,
  isTokenByte,
  latin1Of,
  linesOf,
  unfolded,
  wrongHead,
  type BodyRule,
} from '../head-cutter.ts'
import type { Kind } from '../kind.ts'
import type { Http1Spec } from '../spec.ts'
import { scanChunked } from './chunked-body.ts'
import { headFields } from './content-length.ts'

class Http1Cutter extends HeadCutter {
  protected override readonly begins = { test: isTokenByte, says: 'a method or HTTP/' }

  override readonly givesData = true
  readonly #onChunkData = (from: number, to: number, chunk: Uint8Array) =>
    this.onData?.(chunk, from, to, this.scanBase)

  /** The answer to CONNECT has no body, and a handshake of TLS begins with 0x16 (RFC 9110, 9.3.6; RFC 8446, 5.1). */
  protected override readonly beginsTunnel = (byte: number | undefined): boolean => byte === 0x16

  protected override readHead(head: string): BodyRule {
    const [start = '', ...lines] = linesOf(head)
    const status = /^HTTP\/1\.\d (\d{3})(?: |$)/.exec(start)
    // A space in a target is wrong, and it is what some clients send.
    if (status === null && !/^[^ ]+ \S.* HTTP\/1\.\d$/.test(start))
      return wrongHead('HEADER_INVALID', start, 'GET /path HTTP/1.1 or HTTP/1.1 200 OK')
    const headers = headersOf(unfolded(lines))
    if ('is' in headers) return headers
    const coding = headers.findLast(([name]) => name === 'transfer-encoding')?.[1].toLowerCase()
    const lengths = headers.filter(([name]) => name === 'content-length').map(([, value]) => value)
    return bodyRule(status === null ? undefined : Number(status[1]), coding, lengths, this.#onChunkData)
  }

  /** Joins the data of a chunked body; any other body is the frame's own bytes. */
  override decode(frame: Uint8Array, header: number): Uint8Array {
    const head = latin1Of(frame.subarray(0, header))
    const body = frame.subarray(header)
    const rule = this.readHead(head)
    if (rule.is !== 'scanned') return body
    const plain = new Uint8Array(body.length)
    let length = 0
    const scan = scanChunked((from, to) => {
      plain.set(body.subarray(from, to), length)
      length += to - from
    })
    scan.next(body, 0)
    return plain.subarray(0, length)
  }
}

/** The rules of RFC 9112, 6.3, in its order. `status` is undefined for a request. */
function bodyRule(
  status: number | undefined,
  coding: string | undefined,
  lengths: readonly string[],
  onData: (from: number, to: number, chunk: Uint8Array) => void,
): BodyRule {
  if (status !== undefined && (status < 200 || status === 204 || status === 304))
    return { is: 'sized', size: 0 }
  if (coding !== undefined) {
    // Empty items at the end of a list say nothing (RFC 9110, 5.6.1).
    if (/(^|,)\s*chunked[\s,]*$/.test(coding)) return { is: 'scanned', scan: scanChunked(onData) }
    if (status !== undefined) return { is: 'untilEnd' }
    return wrongHead('HEADER_INVALID', `Transfer-Encoding: ${coding}`, 'chunked as the last coding')
  }
  if (lengths.length === 0) return status === undefined ? { is: 'sized', size: 0 } : { is: 'untilEnd' }
  return bodyOfLength(lengths)
}

/**
 *     +------------+--------------+------+--------------------------------------------------+
 *     | start line | header lines | \r\n | body: Content-Length bytes, chunks, or to the end |
 *     +------------+--------------+------+--------------------------------------------------+
 */
export const http1: Kind<Http1Spec> = {
  grammar: { says: 'HTTP/1.1 messages: heads, with bodies by Content-Length or in chunks', keys: [] },
  cutter: (_spec, max) => new Http1Cutter(max),
  fields: (_spec, frame) => headFields(frame),
  sentence: () =>
    'Header lines up to a blank line say how the body ends: by Content-Length, in chunks, or when the stream ends.',
  diagram: () => [
    { name: 'start line and headers', size: undefined, role: 'length' },
    { name: 'blank line', size: 2, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
  ],
}
