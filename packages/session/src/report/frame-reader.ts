// Frames a capture while it is read, in bounded memory: it gives out frames as soon as they are whole, and forgets the
// intervals that they came from.
import type { FramingError } from '@unstick/framing'
import type { Framing } from '../messages/framing-plan.ts'
import { Framed } from '../messages/framed.ts'
import type { LogBytesOptions } from '../log/log-bytes.ts'
import { Session } from '../streams/session.ts'
import { knownBytes, misfitWords, moreOfMisfit, SHOWN, unfinishedWords } from './misfit-words.ts'
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

/** What a reader gives out of the streams. */
export interface Wanted {
  /** Which streams; all of them if it is not given. */
  readonly only?: (stream: Stream) => boolean
  /** How many of the first bytes of each body; 0 if it is not given. */
  readonly body?: number
}

/** The bytes `[start, end)`: those that were kept, then those that the log still has; `undefined` if some are gone. */
const bytesFrom = (
  stream: Stream,
  start: number,
  end: number,
  kept: Beginning | undefined,
): Uint8Array | undefined => {
  const known =
    kept && kept.start <= start && start < kept.start + kept.bytes.length
      ? kept.bytes.subarray(start - kept.start, end - kept.start)
      : new Uint8Array(0)
  const more = knownBytes(stream, start + known.length, end)
  const bytes = new Uint8Array(known.length + more.length)
  bytes.set(known)
  bytes.set(more, known.length)
  return bytes.length === Math.max(0, end - start) ? bytes : undefined
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
    readonly framing: Framing,
    options: LogBytesOptions,
    readonly wanted: Wanted = {},
  ) {
    this.session = new Session(options)
  }

  /** Pushes bytes and returns the frames that they completed. */
  *push(bytes: Uint8Array): Generator<IntervalLine> {
    this.session.push(bytes)
    for (const stream of this.session.takeTouched()) {
      if (stream.writer !== undefined || stream.reader !== undefined || stream.isEmpty) continue
      if (!this.#isWanted(stream)) continue
      const framed = this.#framed.get(stream) ?? new Framed(stream, this.framing)
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
      if (!this.#isWanted(stream)) continue
      const known = this.#framed.get(stream)
      if (!known) {
        const framed = new Framed(stream, this.framing)
        yield* this.#withBodies(framed, 0, messageLines(this.session, framed))
        continue
      }
      // Now that no late segment can come, framing goes over the holes.
      known.advance()
      yield* this.#give(known)
      const { error } = known
      const words = error ? this.#misfitWords(known, error) : this.#unfinishedWords(known)
      known.forget()
      yield* unfinishedLine(this.session, known, this.#given.get(stream) ?? 0, words)
    }
  }

  #misfitWords({ stream, spec, lastFrame }: Framed, error: FramingError): string {
    return misfitWords({ stream, spec, error, lastFrame }, this.#beginnings.get(stream))
  }

  #unfinishedWords({ stream, held, needed }: Framed): string | undefined {
    const start = stream.length - held
    const bytes = bytesFrom(stream, start, start + Math.min(held, SHOWN), this.#beginnings.get(stream))
    return bytes && unfinishedWords(stream, { start, held, needed }, bytes)
  }

  #isWanted(stream: Stream): boolean {
    return this.wanted.only?.(stream) ?? true
  }

  /** Adds the beginnings of bodies, while the log has them; messages are numbered from `before`. */
  *#withBodies(framed: Framed, before: number, lines: Iterable<IntervalLine>): Generator<IntervalLine> {
    const { body: most = 0 } = this.wanted
    for (const line of lines) {
      const body =
        most > 0 && line.complete === true && line.lane === framed.lane.name && line.apart === undefined
      yield body ? { ...line, ...this.#bodyOf(framed, line.index - before, most) } : line
    }
  }

  #bodyOf({ stream, lane, headers, trailers, carriers }: Framed, index: number, most: number) {
    // What a layer joined is no stretch of the stream.
    if (carriers.length > 0) return {}
    const frame = lane.starts[index] as number
    const start = frame + (headers[index] as number)
    const end = Math.min((lane.ends[index] as number) - (trailers[index] as number), start + most)
    const body = bytesFrom(stream, start, end, this.#beginnings.get(stream))
    return body && { body }
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
    yield* this.#withBodies(framed, given, wholeLines(this.session, framed, given))
    this.#given.set(stream, given + lane.count)
  }
}
