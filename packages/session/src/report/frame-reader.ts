// Frames a capture while it is read, in bounded memory: it gives out frames as soon as they are whole, and forgets the
// intervals that they came from.
import type { FramingSpec } from '@unstick/framing'
import { Framed } from '../messages/framed.ts'
import type { LogBytesOptions } from '../log/log-bytes.ts'
import { Session } from '../streams/session.ts'
import { misfitWords, moreOfMisfit } from './misfit-words.ts'
import { carrierLines, type IntervalLine, messageLines, unfinishedLine, wholeLines } from './session-lines.ts'
import type { Stream } from '../streams/stream.ts'

/** The longest whole frame that is kept with the beginning of the one after it. Bytes. */
const MOST_BEFORE = 512

/** A stream's bytes from `start` on, among them the first of the unfinished frame at `frameStart`. */
interface Beginning {
  readonly frameStart: number
  readonly start: number
  readonly bytes: Uint8Array
}

/**
 * Push the file's bytes, take the lines. Memory: the log's window, and the segments that wait after a hole. Streams with
 * calls are framed at the end, because only then is it certain whether recvs have their bytes.
 */
export class FrameReader {
  readonly session: Session
  readonly #framed = new Map<Stream, Framed>()
  /** How many messages, and how many frames of each layer below, were given out. */
  readonly #given = new Map<Stream, number>()
  readonly #carried = new Map<Stream, readonly number[]>()

  /** The first bytes of unfinished frames, which may turn out to be none. The log forgets them. */
  readonly #beginnings = new Map<Stream, Beginning>()

  constructor(
    readonly spec: FramingSpec,
    options: LogBytesOptions,
  ) {
    this.session = new Session(options)
  }

  /** Pushes bytes and returns the frames that they completed. */
  *push(bytes: Uint8Array): Generator<IntervalLine> {
    this.session.push(bytes)
    for (const stream of this.session.takeTouched()) {
      if (stream.writer !== undefined || stream.reader !== undefined || stream.isEmpty) continue
      const framed = this.#framed.get(stream) ?? new Framed(stream, this.spec)
      this.#framed.set(stream, framed)
      framed.advance()
      yield* this.#give(framed)
      this.#keepBeginning(framed)
      framed.forget()
      stream.acknowledged.clear()
    }
  }

  /** Returns the frames of the other streams, and for every stream what is left unfinished or unframed. */
  *end(): Generator<IntervalLine> {
    this.session.end()
    for (const stream of this.session.streams) {
      const known = this.#framed.get(stream)
      if (!known) {
        yield* messageLines(this.session, new Framed(stream, this.spec))
        continue
      }
      // Now that no late segment can come, framing goes over the holes.
      known.advance()
      yield* this.#give(known)
      const { error } = known
      const { lastFrame } = known
      const words =
        error && misfitWords({ stream, spec: this.spec, error, lastFrame }, this.#beginnings.get(stream))
      known.forget()
      yield* unfinishedLine(this.session, known, this.#given.get(stream) ?? 0, words)
    }
  }

  /** With the whole frame before it, if that is short and its bytes are there. */
  #keepBeginning({ stream, frameStart, lastFrame = frameStart }: Framed): void {
    const known = this.#beginnings.get(stream)
    if (known?.frameStart === frameStart) {
      this.#beginnings.set(stream, { ...known, bytes: moreOfMisfit(stream, known.start, known.bytes) })
      return
    }
    const start = frameStart - lastFrame < MOST_BEFORE ? lastFrame : frameStart
    const bytes = moreOfMisfit(stream, start, new Uint8Array(0))
    if (bytes.length > frameStart - start) this.#beginnings.set(stream, { frameStart, start, bytes })
    else
      this.#beginnings.set(stream, {
        frameStart,
        start: frameStart,
        bytes: moreOfMisfit(stream, frameStart, new Uint8Array(0)),
      })
  }

  *#give(framed: Framed): Generator<IntervalLine> {
    const { stream, lane } = framed
    const given = this.#given.get(stream) ?? 0
    const carried = this.#carried.get(stream) ?? []
    yield* carrierLines(this.session, framed, carried)
    this.#carried.set(
      stream,
      framed.carriers.map(({ count }, place) => count + (carried[place] ?? 0)),
    )
    yield* wholeLines(this.session, framed, given)
    this.#given.set(stream, given + lane.count)
  }
}
