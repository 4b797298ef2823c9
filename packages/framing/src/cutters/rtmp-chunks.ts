// The chunks of RTMP in one direction: each header may leave out what the one before it on its chunk stream said.
// Source: Adobe's Real Time Messaging Protocol 1.0 (2012), 5.3.1 "Chunk Format" and 5.4 "Protocol Control Messages".
import { sayBytes } from '../frames/quantity.ts'
import type { ErrorFacts } from '../frames/errors.ts'

/** Basic header 3, message header 11, extended timestamp 4, and the value of a control message 4. */
export const LONGEST_START = 22
/** 5.4.1: until Set Chunk Size says another one. */
const FIRST_SIZE = 128
/** Bytes of the message header for the chunk types 0 to 3. */
const MESSAGE_HEADERS = [11, 7, 3, 0] as const
const SET_CHUNK_SIZE = 1
const ABORT = 2
/** The value of a timestamp field that is too small for its timestamp. Four bytes after the header hold it then. */
const EXTENDED = 0xff_ff_ff

/** What the header of the last chunk on a chunk stream said, and how far its message has come. */
interface ChunkStream {
  readonly length: number
  readonly type: number
  readonly isExtended: boolean
  /** Bytes of the message that are still to come; 0 between messages. */
  readonly left: number
  /** The first four bytes of a control message, as far as they have come. */
  readonly value: number
}

/** One chunk; sizes are in bytes. */
export interface Chunk {
  readonly header: number
  readonly body: number
  readonly stream: number
  /** Bytes of its message that come in later chunks. */
  readonly left: number
  /** The chunk stream whose unfinished message it says to discard. */
  readonly aborts: number | undefined
}

/** What the chunks of one direction need to know of those before. */
export class RtmpChunks {
  #size = FIRST_SIZE
  readonly #streams = new Map<number, ChunkStream>()

  /**
   * Reads the chunk that begins at `bytes[at]`; bytes up to `limit` are there. A chunk counts once it was read.
   * @returns undefined if more bytes are needed; at most {@link LONGEST_START}.
   */
  read(bytes: Uint8Array, at: number, limit: number): Chunk | ErrorFacts | undefined {
    if (at >= limit) return undefined
    const format = (bytes[at] as number) >> 6
    const short = (bytes[at] as number) & 0x3f
    const basic = short > 1 ? 1 : 2 + short
    const message = at + basic
    const own = basic + (MESSAGE_HEADERS[format] ?? 0)
    if (limit - at < own) return undefined
    const stream = short > 1 ? short : 64 + number(bytes, at + 1, basic - 1, true)
    const before = this.#streams.get(stream)
    if (before === undefined && format > 1)
      return { value: `a chunk of type ${format}`, limit: `one of type 0 first on chunk stream ${stream}` }
    const length = format < 2 ? number(bytes, message + 3, 3) : (before?.length ?? 0)
    const type = format < 2 ? (bytes[message + 6] as number) : (before?.type ?? 0)
    const isExtended = format < 3 ? number(bytes, message, 3) === EXTENDED : (before?.isExtended ?? false)
    const goesOn = before !== undefined && before.left > 0
    if (goesOn && length !== before.length)
      return {
        value: `a message of ${sayBytes(length)}`,
        limit: `the rest of one of ${sayBytes(before.length)}`,
      }
    const header = own + (isExtended ? 4 : 0)
    const to = goesOn ? before.left : length
    const body = Math.min(this.#size, to)
    const left = to - body
    const isControl = type === SET_CHUNK_SIZE || type === ABORT
    const fresh = isControl ? Math.min(body, Math.max(0, 4 - (length - to))) : 0
    if (limit - at < header + fresh) return undefined
    const seen = goesOn ? before.value : 0
    const value = seen * 256 ** fresh + number(bytes, at + header, fresh)
    const isWhole = isControl && left === 0
    if (isWhole) {
      const problem = controlProblem(type, length, value)
      if (problem !== undefined) return problem
    }
    this.#streams.set(stream, { length, type, isExtended, left, value })
    const aborts = isWhole && type === ABORT ? value : undefined
    if (isWhole && type === SET_CHUNK_SIZE) this.#size = value
    if (aborts !== undefined) this.#abort(aborts)
    return { header, body, stream, left, aborts }
  }

  #abort(stream: number): void {
    const before = this.#streams.get(stream)
    if (before !== undefined) this.#streams.set(stream, { ...before, left: 0 })
  }
}

function controlProblem(type: number, length: number, value: number): ErrorFacts | undefined {
  const name = type === ABORT ? 'Abort Message' : 'Set Chunk Size'
  if (length !== 4) return { value: `${name} with ${sayBytes(length)}`, limit: '4 bytes' }
  if (type === ABORT || (value > 0 && value < 2 ** 31)) return undefined
  return { value: `a chunk size of ${value}`, limit: 'one of 1 to 2147483647' }
}

function number(bytes: Uint8Array, at: number, size: number, isLittle = false): number {
  let value = 0
  for (let index = 0; index < size; index++)
    value = value * 256 + (bytes[at + (isLittle ? size - 1 - index : index)] as number)
  return value
}
