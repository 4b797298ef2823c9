// One line after the other to records.
import { CallAssembler } from './call-assembler.ts'
import type { Clock } from './clock.ts'
import { isRemark, readEnd, readSignal } from './events.ts'
import { PendingCalls } from './pending-calls.ts'
import { type Prefix, readPrefix } from './prefix.ts'
import { straceProblem } from './problem.ts'
import type { Common } from './record.ts'
import type { StraceSink } from './sink.ts'
import { stripColours } from './text/colours.ts'
import { Cursor, LESS, MINUS } from './text/cursor.ts'
import { ONLY_CALLER } from './values/read-caller.ts'

const PLUS = 0x2b
const CARRIAGE_RETURN = 13

export class LineReader {
  readonly #sink: StraceSink
  readonly #clock: Clock
  readonly #pending: PendingCalls
  readonly #calls: CallAssembler
  readonly #cursor = new Cursor()
  readonly #prefix: Prefix = { caller: ONLY_CALLER, time: undefined }
  #line = 0
  /** Whether any line may have colours. */
  coloured = false

  constructor(sink: StraceSink, clock: Clock, maxPending: number, maxPendingBytes: number) {
    this.#sink = sink
    this.#clock = clock
    this.#pending = new PendingCalls(maxPending, maxPendingBytes)
    this.#calls = new CallAssembler(sink, this.#pending)
  }

  /** How many bytes of calls that have not returned are kept. */
  get held(): number {
    return this.#pending.bytes
  }

  /** Counts a line that is not read, and returns its number. */
  skip(): number {
    return ++this.#line
  }

  read(bytes: Uint8Array, start: number, end: number): void {
    this.#line++
    const stop = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end
    const plain = this.coloured ? stripColours(bytes, start, stop) : undefined
    if (plain) this.#readPlain(plain, 0, plain.length)
    else this.#readPlain(bytes, start, stop)
  }

  /** Gives the calls that never returned. */
  end(): void {
    this.#calls.loseAll()
  }

  #readPlain(bytes: Uint8Array, start: number, end: number): void {
    const cursor = this.#cursor
    cursor.begin(bytes, start, end)
    if (start === end || isRemark(cursor)) return
    const prefix = this.#prefix
    readPrefix(cursor, this.#clock, prefix)
    const next = cursor.peek()
    if (cursor.failedAt >= 0) this.#unreadable(cursor.failedAt - start)
    else if (next === LESS) this.#calls.resumed(cursor, this.#line, start, prefix)
    else if (next === PLUS || next === MINUS) this.#readEvent(start)
    else if (cursor.at < end && !isRemark(cursor)) this.#calls.begun(cursor, this.#line, start, prefix)
  }

  #readEvent(start: number): void {
    const cursor = this.#cursor
    const { at } = cursor
    const { caller, time } = this.#prefix
    const common: Common = { line: this.#line, caller, start: time, duration: undefined, resumed: undefined }
    const event = readSignal(cursor, common) ?? readEnd(cursor, common)
    if (!event) {
      this.#unreadable(at - start)
      return
    }
    if (event.kind === 'end') {
      if (event.supersededBy === undefined) this.#calls.lose(caller)
      else this.#calls.move({ pid: event.supersededBy }, caller)
    }
    this.#sink.record(event)
  }

  /** `column` is counted from 0. */
  #unreadable(column: number): void {
    this.#sink.problem?.(straceProblem('LINE_UNREADABLE', this.#line, column + 1))
  }
}
