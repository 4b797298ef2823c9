// A framing over another: the bodies of the frames below, one after another, are the stream that it cuts.
import { streamError, type FramingError } from '../frames/errors.ts'
import type { StreamFramer, WholeFrame } from './stream-framer.ts'
import type { Gone, Range } from './gone.ts'
import type { Layer, Piece, Sink } from './piece.ts'
import { WireMap } from './wire-map.ts'

/**
 *     +---+-------+---+-----------+---+----+        frames below
 *     |   | aaaab |   | bbbcccccc |   | cd |
 *     +---+-------+---+-----------+---+----+
 *         [ a  )[     b  )[   c          )[ d       messages, from their first byte to their last
 */
export class StreamLayer implements Layer {
  readonly #make: () => StreamFramer
  /** Whether each frame below is a stream of its own, as the body of an HTTP message is. */
  readonly #each: boolean
  #framer: StreamFramer
  #map = new WireMap()
  #length = 0
  readonly needsFrames = false
  error: FramingError | undefined
  lostAt: number | undefined
  /** Whether bytes that decide where a message ends are gone. */
  #isLost = false

  constructor(make: () => StreamFramer, each: boolean) {
    this.#make = make
    this.#each = each
    this.#framer = make()
  }

  get open(): number | undefined {
    const { held, frameStart } = this.#framer.position
    return held === 0 ? undefined : this.#map.byteAt(frameStart)
  }

  take(piece: Piece, sink: Sink, gone: Gone): void {
    if (this.error !== undefined) return
    const { bytes, at, end, isLast } = piece
    if (bytes.length > 0 && !this.#isLost) {
      this.#map.add(this.#length, at, at + bytes.length)
      this.#length += bytes.length
      if (!this.#push(bytes, gone.in(at, at + bytes.length), at, sink)) this.#lose(end)
      this.#check()
      this.#map.forget(this.#framer.position.frameStart)
    }
    if (!isLast || !this.#each || this.#framer.error !== undefined) return
    // The body of the next message is a stream of its own, so it begins at its beginning.
    if (this.#isLost) this.#restart()
    else this.#finish(sink)
  }

  /** Cuts the bytes, and goes over those that are gone; false if they say where a message ends. */
  #push(bytes: Uint8Array, gone: readonly Range[], at: number, sink: Sink): boolean {
    let from = 0
    for (const { start, end } of gone) {
      this.#framer.frames(bytes.subarray(from, start - at), (frame) => this.#give(frame, sink))
      if (!this.#framer.canSkip(end - start)) return false
      this.#framer.frames(bytes.subarray(start - at, end - at), (frame) => this.#give(frame, sink))
      from = end - at
    }
    this.#framer.frames(bytes.subarray(from), (frame) => this.#give(frame, sink))
    return true
  }

  end(_offset: number, sink: Sink): void {
    if (this.error === undefined && !this.#isLost && this.#framer.position.held > 0) this.#finish(sink)
  }

  /** The stream that it cuts is over, and the next one begins. */
  #finish(sink: Sink): void {
    this.#framer.endFrames((frame) => this.#give(frame, sink))
    this.#check()
    if (this.error === undefined) this.#restart()
  }

  /** Where each body is a stream of its own, the next one begins at a known place. */
  #lose(end: number): void {
    this.#isLost = true
    if (!this.#each) this.lostAt = end
  }

  #restart(): void {
    this.#framer = this.#make()
    this.#map = new WireMap()
    this.#length = 0
    this.#isLost = false
  }

  #check(): void {
    const { error } = this.#framer
    if (error === undefined) return
    const { code, offset, at, value, limit } = error
    const from = this.#map.byteAt(offset)
    const within = this.#map.byteAt(at) - from
    const facts = { ...(value !== undefined && { value }), ...(limit !== undefined && { limit }), within }
    this.error = streamError(code, from, facts)
  }

  #give({ start, end, header, trailer, apart, body, bytes: frame }: WholeFrame, sink: Sink): void {
    const map = this.#map
    const from = map.byteAt(start)
    const to = map.endAt(end)
    if (apart !== undefined) {
      sink.rows.pushApart(from, to, apart)
      return
    }
    const bodyEnd = end - trailer
    const after = trailer === 0 ? 0 : to - (bodyEnd > start ? map.endAt(bodyEnd) : from)
    const before =
      header === 0 ? 0 : (start + header < bodyEnd ? map.byteAt(start + header) : to - after) - from
    sink.rows.push(from, to, before, after)
    sink.onBody?.(body.slice())
    if (sink.onPiece === undefined) return
    const known = { start: from, frame, bodySize: body.length }
    if (body.length !== bodyEnd - start - header || body.length === 0) {
      sink.onPiece({ ...known, bytes: body, at: from + before, end: to, isLast: true })
      return
    }
    for (const part of map.parts(start + header, bodyEnd)) {
      const bytes = body.subarray(part.from - start - header, part.to - start - header)
      const isLast = part.to === bodyEnd
      const at = map.byteAt(part.from)
      sink.onPiece({ ...known, bytes, at, end: isLast ? to : at + bytes.length, isLast })
    }
  }
}
