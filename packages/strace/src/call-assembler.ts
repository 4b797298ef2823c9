// Puts calls together that strace cut because another thread's line came between: `recvfrom(4,  <unfinished ...>` and
// later `<... recvfrom resumed>"abc", 3, 0, NULL, NULL) = 3`.
import { beginsCall, beginsFork, decodeCall, decodeLostCall } from './calls/decode-call.ts'
import { newHead } from './calls/head.ts'
import { type PendingCall, PendingCalls } from './pending-calls.ts'
import type { Prefix } from './prefix.ts'
import { type StraceProblemCode, straceProblem } from './problem.ts'
import type { Caller } from './record.ts'
import type { StraceSink } from './sink.ts'
import { Cursor } from './text/cursor.ts'
import { JoinedText } from './text/joined.ts'
import { copyOf } from './text/new-bytes.ts'
import { lostAt, pendingAt } from './unfinished.ts'

export class CallAssembler {
  readonly #sink: StraceSink
  readonly #pending: PendingCalls
  readonly #text = new Cursor()
  readonly #joined = new JoinedText()

  constructor(sink: StraceSink, pending: PendingCalls) {
    this.#sink = sink
    this.#pending = pending
  }

  /** A line that begins with a call at the cursor; `start` is where the line begins. */
  begun(cursor: Cursor, line: number, start: number, { caller, time }: Prefix): void {
    const { at, bytes, end } = cursor
    if (!beginsCall(cursor)) {
      this.#problem('LINE_UNREADABLE', line, at - start)
      return
    }
    this.lose(caller)
    const pending = pendingAt(bytes, at, end)
    const lost = lostAt(bytes, at, end)
    if (pending < 0 && lost < 0) {
      const record = decodeCall(cursor, newHead(line, caller, time, undefined))
      if (record) this.#sink.record(record)
      else this.#problem('CALL_UNREADABLE', line, cursor.failedAt - start)
      return
    }
    const text = copyOf(bytes, at, Math.max(pending, lost))
    const call = { caller, time, line, text, column: at - start }
    if (lost >= 0) this.#giveLost(call)
    else {
      this.#keep(call)
      this.#giveForking(call)
    }
  }

  /** A line that begins with `<... recvfrom resumed>` at the cursor. */
  resumed(cursor: Cursor, line: number, start: number, { caller, time }: Prefix): void {
    const { bytes, end, at: begin } = cursor
    if (!takeResumed(cursor)) {
      this.#problem('LINE_UNREADABLE', line, begin - start)
      return
    }
    const call = this.#pending.take(caller)
    if (!call) {
      this.#problem('RESUMED_WITHOUT_BEGINNING', line, begin - start)
      return
    }
    const pending = pendingAt(bytes, cursor.at, end)
    const lost = lostAt(bytes, cursor.at, end)
    const stop = pending >= 0 ? pending : lost >= 0 ? lost : end
    const joined = this.#joined
    joined.join(call.text, bytes, cursor.at, stop)
    if (pending < 0 && lost < 0) this.#giveResumed(call, time, line, cursor.at - start)
    else {
      const text = joined.bytes.slice(0, joined.length)
      if (pending >= 0) this.#keep({ ...call, text })
      else this.#giveLost({ ...call, text })
    }
    joined.release()
  }

  /** The caller's call, if it has not returned, never will. */
  lose(caller: Caller): void {
    const call = this.#pending.take(caller)
    if (call) this.#giveLost(call)
  }

  /** No call that has not returned will. */
  loseAll(): void {
    for (const call of this.#pending.takeAll()) this.#giveLost(call)
  }

  /** One thread's call goes on under another's id, because it was an execve. */
  move(from: Caller, to: Caller): void {
    this.lose(to)
    const call = this.#pending.take(from)
    if (call) this.#keep({ ...call, caller: to })
  }

  #keep(call: PendingCall): void {
    for (const { line, column } of this.#pending.add(call)) this.#problem('PENDING_DROPPED', line, column)
  }

  #giveResumed(call: PendingCall, resumed: bigint | undefined, line: number, column: number): void {
    const cursor = this.#text
    cursor.begin(this.#joined.bytes, 0, this.#joined.length)
    const { caller, time: start } = call
    const record = decodeCall(cursor, newHead(call.line, caller, start, resumed))
    const first = call.text.length
    if (record) this.#sink.record(record)
    else if (cursor.failedAt < first)
      this.#problem('CALL_UNREADABLE', call.line, call.column + cursor.failedAt)
    else this.#problem('CALL_UNREADABLE', line, column + cursor.failedAt - first)
  }

  #giveForking({ text, line, caller, time: start }: PendingCall): void {
    const cursor = this.#text
    cursor.begin(text, 0, text.length)
    if (!beginsFork(cursor)) return
    const call = decodeLostCall(cursor, newHead(line, caller, start, undefined))
    if (call?.kind !== 'fork') return
    const { flags } = call
    this.#sink.record({
      kind: 'forking',
      line,
      caller,
      start,
      duration: undefined,
      resumed: undefined,
      flags,
    })
  }

  #giveLost({ text, line, caller, time: start, column }: PendingCall): void {
    const cursor = this.#text
    cursor.begin(text, 0, text.length)
    const record = decodeLostCall(cursor, newHead(line, caller, start, undefined))
    if (record) this.#sink.record(record)
    else this.#problem('CALL_UNREADABLE', line, column + cursor.failedAt)
  }

  /** `column` is counted from 0. */
  #problem(code: StraceProblemCode, line: number, column: number): void {
    this.#sink.problem?.(straceProblem(code, line, column + 1))
  }
}

const takeResumed = (cursor: Cursor): boolean => {
  if (!cursor.takeText('<... ')) return false
  cursor.at = cursor.wordEnd()
  return cursor.takeText(' resumed>')
}
