// A framing over another: the bodies of the frames below, one after another, are the stream that it cuts.
import { streamError, type FramingError } from '../errors.ts'
import type { StreamFramer, WholeFrame } from '../stream-framer.ts'
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

  constructor(make: () => StreamFramer, each: boolean) {
    this.#make = make
    this.#each = each
    this.#framer = make()
  }

  get open(): number | undefined {
    const { held, frameStart } = this.#framer.position
    return held === 0 ? undefined : this.#map.byteAt(frameStart)
  }

  take(piece: Piece, sink: Sink): void {
    if (this.error !== undefined) return
    const { bytes, at, isLast } = piece
    if (bytes.length > 0) {
      this.#map.add(this.#length, at, at + bytes.length)
      this.#length += bytes.length
      this.#framer.frames(bytes, (frame) => this.#give(frame, sink))
      this.#check()
      this.#map.forget(this.#framer.position.frameStart)
    }
    if (isLast && this.#each && this.#framer.error === undefined) this.#finish(sink)
  }

  end(_offset: number, sink: Sink): void {
    if (this.error === undefined && this.#framer.position.held > 0) this.#finish(sink)
  }

  /** The stream that it cuts is over, and the next one begins. */
  #finish(sink: Sink): void {
    this.#framer.endFrames((frame) => this.#give(frame, sink))
    this.#check()
    if (this.error !== undefined) return
    this.#framer = this.#make()
    this.#map = new WireMap()
    this.#length = 0
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
