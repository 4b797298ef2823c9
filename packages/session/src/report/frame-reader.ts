// Frames a capture while it is read, in bounded memory: frames are given out as soon as they are whole, and what they
// came from is forgotten.
import type { FramingSpec } from '@unstick/framing'
import { Framed } from '../messages/framed.ts'
import type { LogBytesOptions } from '../log/log-bytes.ts'
import { Session } from '../streams/session.ts'
import { type IntervalLine, messageLines, unfinishedLine, wholeLines } from './session-lines.ts'
import type { Stream } from '../streams/stream.ts'

/**
 * Push the file's bytes, take the lines. Memory: the log's window, and the segments that wait behind a hole. Streams
 * that are known by calls are framed at the end, for only then is it sure that no recv tells their bytes.
 */
export class FrameReader {
  readonly session: Session
  readonly #framed = new Map<Stream, Framed>()
  readonly #given = new Map<Stream, number>()

  constructor(
    readonly spec: FramingSpec,
    options: LogBytesOptions,
  ) {
    this.session = new Session(options)
  }

  /** The frames that these bytes completed. */
  *push(bytes: Uint8Array): Generator<IntervalLine> {
    this.session.push(bytes)
    for (const stream of this.session.takeTouched()) {
      if (stream.writer !== undefined || stream.reader !== undefined || stream.isEmpty) continue
      const framed = this.#framed.get(stream) ?? new Framed(stream, this.spec)
      this.#framed.set(stream, framed)
      framed.advance()
      yield* this.#give(framed)
      framed.forget()
      stream.acknowledged.clear()
    }
  }

  /** The frames of the other streams, and of every stream what was left unfinished or unframed. */
  *end(): Generator<IntervalLine> {
    this.session.end()
    for (const stream of this.session.streams) {
      const known = this.#framed.get(stream)
      if (!known) {
        yield* messageLines(this.session, new Framed(stream, this.spec))
        continue
      }
      yield* unfinishedLine(this.session, known, this.#given.get(stream) ?? 0)
    }
  }

  *#give(framed: Framed): Generator<IntervalLine> {
    const { stream, lane } = framed
    const given = this.#given.get(stream) ?? 0
    yield* wholeLines(this.session, framed, given)
    this.#given.set(stream, given + lane.count)
  }
}
