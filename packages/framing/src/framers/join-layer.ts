// `joined`: makes one message of several frames, as their headers say.
import { streamError, type FramingError } from '../frames/errors.ts'
import type { Gone } from './gone.ts'
import type { Join, JoinRule } from './join-rule.ts'
import type { Layer, Piece, Sink } from './piece.ts'

/**
 *     +---------+---------+------+---------+
 *     | A begin | A more  | ping | A last  |      frames below
 *     +---------+---------+------+---------+
 *     [ part of A        )[ ping )[ A      )      a message between the parts of another splits its interval
 */
export class JoinLayer implements Layer {
  readonly #rule: JoinRule
  readonly #max: number
  /** The messages that go on, by their stream (0 if there is only one), and the one that lies between their parts. */
  readonly #long = new Map<number, Message>()
  #short: Message | undefined
  /** The one of them whose last bytes may not be on the lane. */
  #latest: Message | undefined
  /** What the frame is whose pieces come now. */
  #join: Join | undefined
  /** Whether the frames that come may go on with a message whose beginning nobody saw, so that they are no message. */
  #isDropping: boolean
  readonly needsFrames = true
  readonly lostAt = undefined
  error: FramingError | undefined

  /**
   * `max` is the most bytes that the body of a message may have. `beginsLate`: the first frame may go on with a message whose
   * beginning nobody saw.
   */
  constructor(rule: JoinRule, max: number, beginsLate: boolean) {
    this.#rule = rule
    this.#max = max
    this.#isDropping = beginsLate
  }

  get open(): number | undefined {
    const starts = [...this.#long.values(), this.#short].flatMap((message) => message?.start ?? [])
    return starts.length === 0 ? undefined : Math.min(...starts)
  }

  take(piece: Piece, sink: Sink, gone: Gone): void {
    if (this.error !== undefined) return
    const join = this.#join ?? this.#decide(piece, gone)
    this.#join = piece.isLast ? undefined : join
    if (this.#isDropping && join !== 'alone') {
      if (piece.isLast && (join === 'last' || (typeof join === 'object' && 'goesOn' in join && !join.goesOn)))
        this.#isDropping = false
    } else if (join === 'alone') {
      this.#closePart(sink)
      this.#short ??= new Message(piece)
      if (this.#add(this.#short, piece, piece.isLast, sink)) this.#short = undefined
    } else if (typeof join !== 'object') {
      this.#addTo(0, piece, join === 'last', sink)
    } else if ('stream' in join) {
      this.#addTo(join.stream, piece, !join.goesOn, sink)
      // What has come of that message stays on the lane as a part.
      if (piece.isLast && join.aborts !== undefined) this.#long.delete(join.aborts)
    } else {
      this.error = streamError('HEADER_INVALID', piece.start, join)
    }
  }

  /** What the frame that begins is for joining. If the bytes that say it are gone, its message is taken to go on. */
  #decide({ start, frame, bodySize }: Piece, gone: Gone): Join {
    const { decide, looksAt, tellsBeginning } = this.#rule
    if (looksAt > 0 && gone.takes(start, start + looksAt)) return 'more'
    const join = decide(frame, bodySize, this.#long.has(0))
    if (!this.#isDropping || !tellsBeginning) return join
    if (isWrong(join)) return decide(frame, bodySize, true)
    this.#isDropping = join === 'alone'
    return join
  }

  end(offset: number): void {
    if (this.open === undefined || this.error !== undefined) return
    this.error = streamError('END_INSIDE_FRAME', this.open, { value: offset - this.open })
  }

  /** Adds a piece to the message that goes on in its stream; `isLast` says whether it ends with this frame. */
  #addTo(stream: number, piece: Piece, isLast: boolean, sink: Sink): void {
    const message = this.#long.get(stream) ?? new Message(piece)
    if (this.#latest !== message) this.#closePart(sink)
    this.#latest = message
    this.#long.set(stream, message)
    if (!this.#add(message, piece, piece.isLast && isLast, sink)) return
    this.#long.delete(stream)
    this.#latest = undefined
  }

  /** Adds a piece; returns whether the message is whole, or wrong. */
  #add(message: Message, piece: Piece, isLast: boolean, sink: Sink): boolean {
    const { bytes, at, end } = piece
    message.add(piece, sink.onBody !== undefined)
    if (message.size > this.#max) {
      this.error = streamError('FRAME_TOO_LONG', message.start, { value: message.size, limit: this.#max })
      return true
    }
    if (isLast) {
      sink.rows.push(message.partStart, end, message.header, end - at - bytes.length)
      sink.onBody?.(message.body())
    }
    sink.onPiece?.({ ...piece, start: message.start, frame: bytes, bodySize: NaN, isLast })
    return isLast
  }

  /** What lies on the wire before another message is a part of this one. */
  #closePart({ rows }: Sink): void {
    const message = this.#latest
    if (message === undefined || message.partStart < 0) return
    rows.pushApart(message.partStart, message.partEnd, 'part')
    message.partStart = -1
  }
}

const isWrong = (join: Join): boolean => typeof join === 'object' && 'limit' in join

/** A message that is not whole. Offsets are those of the stream on the wire. */
class Message {
  readonly start: number
  /** Its bytes that are not on the lane yet; -1 if all are. */
  partStart = -1
  partEnd = 0
  /** Bytes on the wire before the body of that part. */
  header = 0
  size = 0
  readonly #bodies: Uint8Array[] = []

  constructor({ start }: Piece) {
    this.start = start
  }

  add({ bytes, at, start, end }: Piece, isKept: boolean): void {
    if (this.partStart < 0) {
      this.partStart = start
      this.header = at - start
    }
    this.partEnd = end
    this.size += bytes.length
    if (isKept) this.#bodies.push(bytes.slice())
  }

  body(): Uint8Array {
    const whole = new Uint8Array(this.size)
    let at = 0
    for (const part of this.#bodies) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }
}
