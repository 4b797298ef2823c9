// What guesses are timed on.
import { readFileSync } from 'node:fs'
import { type Heard, rawBytes } from '../src/index.ts'
import { makeStream } from './streams.ts'

const SIZE = 64 * 1024

/** Bytes without messages, which every candidate must be tried on: xorshift32, so that runs are alike. */
const noise = (): Uint8Array => {
  let state = 0x9e3779b9
  return Uint8Array.from({ length: SIZE }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}

const lines = (): Uint8Array =>
  new TextEncoder().encode('GET /item/1234 price=42 ok\n'.repeat(SIZE / 26)).subarray(0, SIZE)

interface Recording {
  readonly connections: readonly Readonly<Record<'client' | 'server', { readonly hex: string }>>[]
}

/** What a real client and server said to each other over TLS; again and again, because the recording is shorter. */
const recorded = (): readonly Heard[] => {
  const file = new URL('../../../test/fixtures/tls.json', import.meta.url)
  const { connections } = JSON.parse(readFileSync(file, 'utf8')) as Recording
  return (['client', 'server'] as const).map((side) => {
    const once = Buffer.concat(
      connections.map((each) => Buffer.from(each[side].hex.replaceAll(' ', ''), 'hex')),
    )
    const bytes = new Uint8Array(SIZE).map((_, at) => once[at % once.length] as number)
    return { ...rawBytes(bytes, false), side }
  })
}

/** By what they are called. */
export const guessInputs = (): Readonly<Record<string, readonly Heard[]>> => ({
  'lengths in front': [rawBytes(makeStream('u32be', 100, SIZE / 104).bytes, true)],
  lines: [rawBytes(lines(), true)],
  random: [rawBytes(noise(), true)],
  'TLS, both directions': recorded(),
})
