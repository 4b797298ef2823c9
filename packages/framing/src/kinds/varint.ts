// `varint`: a LEB128 length, as protobuf and MQTT write it.
import { sayBytes } from '../frames/quantity.ts'
import { encodeError } from '../frames/errors.ts'
import { numberWord, type Kind } from './kind.ts'
import { exampleOf, firstUnlike, markOf, sayByte, sayMark, type Mark } from '../spec/marks.ts'
import { FAULT, MORE, SizedCutter } from '../cutters/sized-cutter.ts'
import type { VarintSpec } from '../spec/spec.ts'
import { MARK_WORDS } from './length.ts'

const DEFAULT_MAX_BYTES = 5

class VarintCutter extends SizedCutter {
  readonly #at: number
  readonly #maxBytes: number
  readonly #starts: Mark

  constructor(spec: VarintSpec, max: number) {
    const { at = 0, maxBytes = DEFAULT_MAX_BYTES } = spec
    const starts = markOf(spec.starts)
    super(max, Math.max(starts.length, at + maxBytes), markOf(spec.ends))
    this.#at = at
    this.#maxBytes = maxBytes
    this.#starts = starts
    this.trailer = this.ends.length
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    if (this.#starts.length > 0) {
      if (limit - at < this.#starts.length) return MORE
      const unlike = firstUnlike(this.#starts, bytes, at)
      if (unlike >= 0) {
        const facts = { value: sayByte(bytes[at + unlike]), limit: sayMark(this.#starts), within: unlike }
        return this.fail('START_WRONG', FAULT, facts)
      }
    }
    let value = 0
    let scale = 1
    const first = at + this.#at
    for (let index = first; index < first + this.#maxBytes; index++) {
      if (index >= limit) return MORE
      const byte = bytes[index] as number
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        this.header = index + 1 - at
        const size = this.header + value + this.trailer
        return size > this.max
          ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max, within: this.#at })
          : size
      }
      scale *= 128
    }
    return this.fail('VARINT_TOO_LONG', FAULT, { limit: this.#maxBytes, within: this.#at })
  }

  /** Handles lengths of at most four bytes, which a 32-bit integer holds, without marks; `cut` does the rest. */
  override views(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void {
    if (this.#starts.length > 0 || this.ends.length > 0) return
    const { buffer, byteOffset, length: limit } = chunk
    const at = this.#at
    const max = this.max
    const bits = 7 * Math.min(this.#maxBytes, 4)
    let pos = from
    try {
      while (pos + at < limit) {
        let first = pos + at
        let byte = chunk[first++] as number
        let length = byte & 0x7f
        for (let shift = 7; byte >= 0x80 && shift < bits && first < limit; shift += 7) {
          byte = chunk[first++] as number
          length |= (byte & 0x7f) << shift
        }
        const next = first + length
        if (byte >= 0x80 || next > limit || next - pos > max) break
        pos = next
        onBody(new Uint8Array(buffer, byteOffset + first, length))
      }
    } finally {
      this.frameStart = base + pos
    }
  }
}

/**
 *     varint,at=1                      at least 1 byte, 7 bits each, the lowest first
 *     +--------+-------------------+---------------------+
 *     |   1    | 1aaaaaaa 0bbbbbbb |        body         |     length = a + b · 2⁷
 *     +--------+-------------------+---------------------+
 */
export const varint: Kind<VarintSpec> = {
  grammar: {
    says: 'a LEB128 length: seven bits per byte, the lowest first',
    keys: [
      numberWord({ name: 'at', least: 0, most: 65_536, says: "the length's offset in the frame, in bytes" }),
      numberWord({
        name: 'maxBytes',
        least: 1,
        most: 10,
        says: 'the most bytes that the length may take',
        key: 'max-bytes',
      }),
      ...MARK_WORDS,
    ],
  },
  cutter: (spec, max) => new VarintCutter(spec, max),
  encode(spec, body, max) {
    const { at = 0, maxBytes = DEFAULT_MAX_BYTES } = spec
    const starts = markOf(spec.starts)
    const ends = markOf(spec.ends)
    const digits = lebOf(body.length)
    const header = at + digits.length
    const size = header + body.length + ends.length
    if (size > max || digits.length > maxBytes) {
      const limit = Math.min(max - header - ends.length, 2 ** (7 * maxBytes) - 1)
      return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit }) }
    }
    const frame = new Uint8Array(size)
    frame.set(body, header)
    starts.forEach((byte, index) => (frame[index] = exampleOf(byte)))
    ends.forEach((byte, index) => (frame[size - ends.length + index] = exampleOf(byte)))
    frame.set(digits, at)
    return { ok: true, frame }
  },
  fields(spec, frame) {
    const start = spec.at ?? 0
    let end = start
    let value = 0
    for (let scale = 1; end < frame.length && end - start < 10; scale *= 128) {
      const byte = frame[end++] as number
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return [{ name: 'length', start, end, value, text: String(value) }]
    }
    return []
  },
  sentence(spec) {
    const { at = 0, maxBytes = DEFAULT_MAX_BYTES } = spec
    return `At byte ${at}, a LEB128 number of at most ${sayBytes(maxBytes)} says how many bytes of body follow it.`
  },
  diagram(spec) {
    const { at = 0 } = spec
    return [
      ...(at > 0 ? [{ name: 'header', size: at, role: 'header' as const }] : []),
      { name: 'length', size: undefined, role: 'length' },
      { name: 'body', size: undefined, role: 'body' },
    ]
  },
}

function lebOf(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
  return bytes
}
