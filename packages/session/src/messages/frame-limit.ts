// How long a frame of HTTP/2 may be: what the receiver's SETTINGS in the other direction say (RFC 9113, 4.2 and 6.5.2).
import { createFramer, FrameColumns, type FramingSpec } from '@unstick/framing'
import type { Stream } from '../streams/stream.ts'
import { heldRanges } from '../streams/stream-bytes.ts'

const HEADER = 9
const SETTINGS = 4
const SETTING = 6
const MAX_FRAME_SIZE = 5
/** The limit until SETTINGS say another. */
const AT_FIRST = 16_384
/** As many bytes are read at once, and the longest SETTINGS that are looked at. */
const PIECE = 64 * 1024
const LONGEST = HEADER + 100 * SETTING

const known = new WeakMap<Stream, MaxFrameSize>()

const settingsOf = (stream: Stream): MaxFrameSize => {
  const settings = known.get(stream) ?? new MaxFrameSize(stream)
  known.set(stream, settings)
  return settings
}

const isAbout = ({ transport }: Stream, spec: FramingSpec): boolean =>
  transport === 'tcp' && spec.kind === 'preset' && spec.name === 'http2'

/** What a framer of `stream` may ask; `undefined` if it is not HTTP/2. */
export const frameLimitFor = (stream: Stream, spec: FramingSpec): (() => number | undefined) | undefined =>
  isAbout(stream, spec)
    ? () => (stream.reverse === undefined ? undefined : settingsOf(stream.reverse).now())
    : undefined

/** Reads the stream's SETTINGS while their bytes are in memory, for the framer of the other direction. */
export const keepSettings = (stream: Stream, spec: FramingSpec): void => {
  if (isAbout(stream, spec)) settingsOf(stream).readAll()
}

class MaxFrameSize {
  readonly #stream: Stream
  readonly #framer
  readonly #found = new FrameColumns()
  #taken = 0
  #most = AT_FIRST

  constructor(stream: Stream) {
    this.#stream = stream
    this.#framer = createFramer({ kind: 'preset', name: 'http2' }, stream.role)
  }

  /** The largest that SETTINGS have said so far, because when the sender took one over is not known. */
  now(): number | undefined {
    const { sequence, send, recv } = this.#stream
    if (!sequence.fromStart && send.count + recv.count === 0) return undefined
    this.readAll()
    return this.#framer.error === undefined ? this.#most : undefined
  }

  readAll(): void {
    while (this.#readOn());
  }

  /** Takes more bytes, up to the first one that is missing; false if there are none. */
  #readOn(): boolean {
    const stream = this.#stream
    const from = this.#taken
    const [run] = heldRanges(stream, from, Math.min(stream.length, from + PIECE))
    if (run?.start !== from) return false
    this.#framer.intervals(stream.bytes(from, run.end), this.#found)
    this.#taken = run.end
    const { start, end, count } = this.#found
    for (let row = 0; row < count; row += 1) this.#look(start[row] as number, end[row] as number)
    this.#found.clear()
    return true
  }

  #look(start: number, end: number): void {
    if (end - start > LONGEST || (end - start - HEADER) % SETTING !== 0) return
    const frame = this.#stream.bytes(start, end)
    if (frame[3] !== SETTINGS) return
    const view = new DataView(frame.buffer, frame.byteOffset, frame.length)
    for (let at = HEADER; at < frame.length; at += SETTING)
      if (view.getUint16(at) === MAX_FRAME_SIZE) this.#most = Math.max(this.#most, view.getUint32(at + 2))
  }
}
