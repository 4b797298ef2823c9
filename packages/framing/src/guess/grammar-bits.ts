// Evidence for framings that have a grammar, delimiters or one size, where no length says anything.
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { PlainSpec } from '../spec/spec.ts'
import { REFUSED } from './costs.ts'
import { paddedOf } from './padded.ts'
import { whyNoMessages } from './pieces-of-text.ts'
import type { Side } from './side.ts'

/** Bits for each frame of a kind that checks what it reads, and for the first one. */
const STRICT: Readonly<Partial<Record<PlainSpec['kind'], readonly [each: number, first: number]>>> = {
  http1: [12, 40],
  stomp: [12, 4],
  xml: [12, 4],
  fix: [16, 30],
  netstring: [6, 4],
  digits: [2, 0],
}

const MOST = 200

/** Bits for or against a spec from what its frames look like. */
export const grammarBits = (spec: PlainSpec, side: Side, found: readonly FrameColumns[]): number => {
  const frames = found.reduce((sum, { count }) => sum + count, 0)
  if (frames === 0) return 0
  switch (spec.kind) {
    case 'json':
      return jsonBits(side, found, frames)
    case 'resp':
      return respBits(side, found)
    case 'cobs':
      return stuffedBits(side, frames, found)
    case 'slip':
      return escapeBits(side)
    case 'line':
      return delimiterBits('\n', side, found, frames)
    case 'delimiter':
      // A flag at both ends, as HDLC has it, would be there by chance once in 256 frames.
      if (spec.starts !== undefined)
        return frames < 3 || /[\0\xff]/.test(spec.delimiters[0] ?? '') || isMarkup(spec.starts, side, found)
          ? REFUSED
          : Math.min(MOST, 7 * frames)
      return delimiterBits(spec.delimiters[0] ?? '', side, found, frames)
    case 'content-length':
      return isAnnounced(side, found) ? Math.min(MOST, 20 + 14 * frames) : REFUSED
    case 'command':
      return Math.min(MOST, 3 * frames)
    case 'fixed': {
      const padded = paddedOf(side.heards)
      // Filling would end at one place by chance once in so many bytes.
      return padded?.size === spec.size ? Math.min(MOST, (padded.filled - 2) * Math.log2(padded.size)) : 0
    }
    case 'websocket':
      return upgradeBits(side) || (hasWebSocketHeads(side, found) ? 0 : REFUSED)
    default: {
      const [each, first] = STRICT[spec.kind] ?? [0, 0]
      return Math.min(MOST, first + each * frames)
    }
  }
}

/** Whether at least half of the heads say a length: paragraphs of `Key: value` look like heads, too. */
const isAnnounced = ({ heards }: Side, found: readonly FrameColumns[]): boolean => {
  let heads = 0
  let said = 0
  for (const [index, { count, start, header }] of found.entries()) {
    const { bytes } = heards[index] as { readonly bytes: Uint8Array }
    for (let row = 0; row < Math.min(count, HEADS); row += 1) {
      const from = start[row] as number
      const head = String.fromCharCode(
        ...bytes.subarray(from, from + Math.min(header[row] as number, LONGEST_HEAD)),
      )
      // A line end alone keeps a connection (RFC 5626, 3.5.1).
      if (/^[\r\n]*$/.test(head)) continue
      heads += 1
      if (/^(?:content-length|l)[ \t]*:/im.test(head)) said += 1
    }
  }
  return 2 * said >= heads
}

const HEADS = 64
const LONGEST_HEAD = 8_192

/** Whether what lies between `<` and `>` are the tags of a longer text. */
const isMarkup = (starts: string, { heards }: Side, found: readonly FrameColumns[]): boolean =>
  starts === '3c' &&
  found.some(({ count, start }, index) => {
    const { bytes } = heards[index] as { readonly bytes: Uint8Array }
    for (let row = 0; row < count; row += 1)
      if (TAG_SIGNS.includes(bytes[(start[row] as number) + 1] as number)) return true
    return false
  })

/** `/`, `!` and `?`, as in `</p>`, `<!-- -->` and `<?xml ?>`. */
const TAG_SIGNS = [0x2f, 0x21, 0x3f]

/** A head of HTTP/1.1 that asks for WebSocket, or agrees (RFC 6455, 4.1 and 4.2.2), says what follows it. */
const upgradeBits = ({ heards }: Side): number =>
  heards.some(({ bytes }) =>
    /^(?:GET |HTTP\/1\.1 101 )[^]*?\r\nUpgrade: *websocket\r\n/i.test(
      String.fromCharCode(...bytes.subarray(0, 2_048)),
    ),
  )
    ? 40
    : 0

/**
 * Whether all frames without a head of HTTP begin as WebSocket's do: a known opcode, no message that only goes on before
 * one begins, and either all of them masked or none (RFC 6455, 5.1, 5.2 and 5.4). A small length in two bytes looks like
 * a frame that goes on.
 */
const hasWebSocketHeads = ({ heards }: Side, found: readonly FrameColumns[]): boolean =>
  found.every(({ count, start }, index) => {
    const { bytes } = heards[index] as { readonly bytes: Uint8Array }
    const masked = (bytes[(start[0] as number) + 1] as number) & 0x80
    let open = false
    for (let row = 0; row < count; row += 1) {
      const at = start[row] as number
      const [head, second] = [bytes[at] as number, bytes[at + 1] as number]
      const opcode = head & 0x0f
      const isControl = opcode >= 8 && opcode <= 10
      if ((second & 0x80) !== masked || (head & 0x30) !== 0) return false
      if (isControl ? head < 0x80 : opcode > 2 || (opcode === 0) !== open) return false
      if (!isControl) open = head < 0x80
    }
    return true
  })

/** Objects and arrays say much; a bare number or word is what any text has. */
const jsonBits = (side: Side, found: readonly FrameColumns[], frames: number): number => {
  let nested = 0
  for (const [index, { count, start }] of found.entries()) {
    const { bytes } = side.heards[index] as { readonly bytes: Uint8Array }
    for (let row = 0; row < count; row += 1) {
      const byte = bytes[start[row] as number]
      if (byte === 0x7b || byte === 0x5b) nested += 1
    }
  }
  if (nested < frames || isSeparated(side, found)) return REFUSED
  return frames < 2 ? 0 : Math.min(MOST, 10 + 12 * nested)
}

/** Whether the same control characters come after every value, and never inside. Then they end the messages. */
const isSeparated = (side: Side, found: readonly FrameColumns[]): boolean =>
  found.every(({ count, start, end }, index) => {
    const { bytes } = side.heards[index] as { readonly bytes: Uint8Array }
    const textOf = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
    const between = (row: number) =>
      textOf(end[row] as number, Math.min(nextOf(row), (end[row] as number) + 8))
    const nextOf = (row: number) => (row + 1 < count ? (start[row + 1] as number) : bytes.length)
    const first = between(0)
    if (!/^[\r\n\x1e]+$/.test(first)) return false
    for (let row = 0; row < count; row += 1)
      if (
        between(row) !== first ||
        textOf(start[row] as number, Math.min(end[row] as number, (start[row] as number) + INSIDE)).includes(
          first,
        )
      )
        return false
    return true
  })

/** How much of each value is searched for what separates them. */
const INSIDE = 4_096

const RESP_TYPES = new Set(Array.from('*$+-:_#,(!=%~>|', (char) => char.charCodeAt(0)))

/** An inline command is any line at all. */
const respBits = (side: Side, found: readonly FrameColumns[]): number => {
  let bits = 0
  for (const [index, { count, start, end }] of found.entries()) {
    const { bytes } = side.heards[index] as { readonly bytes: Uint8Array }
    for (let row = 0; row < count; row += 1) {
      const byte = bytes[start[row] as number] as number
      if (!RESP_TYPES.has(byte)) return REFUSED
      bits += NESTED.has(byte) ? 14 + 14 * valuesIn(bytes.subarray(start[row], end[row])) : 7
    }
  }
  return Math.min(MOST, bits)
}

const NESTED = new Set(Array.from('*$%~>|=', (char) => char.charCodeAt(0)))

/** How many lines of a value begin with a type; the framer has checked that there are as many as announced. */
const valuesIn = (frame: Uint8Array): number => {
  const text = String.fromCharCode(...frame.subarray(0, 1_024))
  return text.match(/(?:^|\n)[*$%~>|=:+,#_(!-]/g)?.length ?? 0
}

/** A frame that is stuffed as it should be would be so by chance about once in its own length, and only its end is zero. */
const stuffedBits = (side: Side, frames: number, found: readonly FrameColumns[]): number => {
  const size = side.bytes / frames
  // Short frames are stuffed rightly by chance.
  if (size < 3 || size > 1_024) return -50
  let empty = 0
  for (const { count, start, end } of found)
    for (let row = 0; row < count; row += 1)
      if ((end[row] as number) - (start[row] as number) <= 1) empty += 1
  if (empty * 4 > frames) return -50
  return frames * (4 + Math.max(0, Math.log2(size))) - 6
}

/** An ESC of SLIP is seldom followed by one of two bytes by chance; the framer has checked that all are. */
const escapeBits = ({ heards }: Side): number => {
  const escapes = heards.reduce(
    (sum, { bytes }) => sum + bytes.reduce((all, byte) => all + (byte === 0xdb ? 1 : 0), 0),
    0,
  )
  return escapes === 0 ? REFUSED : Math.min(MOST, 7 * escapes) - 6
}

/** Bits for a delimiter: for the kind of bytes that it is, and for how often it ends a stream or an empty message. */
const delimiterBits = (text: string, side: Side, found: readonly FrameColumns[], frames: number): number => {
  const { heards, bytes } = side
  const size = bytes / frames
  let bits = size > 4_096 ? -20 : 0
  let empty = 0
  for (const { count, start, end, header, trailer } of found)
    for (let row = 0; row < count; row += 1) {
      const body =
        (end[row] as number) - (start[row] as number) - (header[row] as number) - (trailer[row] as number)
      if (body <= 0) empty += 1
    }
  if (empty >= 2) bits -= Math.min(60, (40 * empty) / Math.sqrt(frames))
  for (const [index, heard] of heards.entries()) {
    if (!heard.isAll) continue
    const { count, end } = found[index] as FrameColumns
    if (count > 0 && end[count - 1] !== heard.bytes.length) bits -= isLineEnd(text) ? 2 : UNENDED
  }
  const own = frames * text.length * (isText(text) ? 0 : 1)
  const rest = Math.min(1, (side.text * bytes) / Math.max(1, bytes - own))
  // In binary data any byte comes again and again.
  if (rest < 0.985 || whyNoMessages(text, side, found) !== undefined) return REFUSED
  if (isControl(text)) return bits + 16 + 2 * Math.min(frames, 24)
  return frames < 3 ? bits : bits + 14 + Math.min(frames, 16) + 2 * (text.length - 1)
}

/** A stream that is over and does not end with the delimiter: text may lack its last line end, messages hardly lack theirs. */
const UNENDED = 40
const isLineEnd = (text: string): boolean => /^\r?\n$/.test(text)
const isText = (text: string): boolean => /^[\t\n\r -~]*$/.test(text)
const isControl = (text: string): boolean => !/[ -~]$/.test(text)
