// Calls that have begun and not returned: `recvfrom(4,  <unfinished ...>`. A thread has at most one.
import type { Caller } from './record.ts'

export interface PendingCall {
  readonly caller: Caller
  readonly time: bigint | undefined
  readonly line: number
  /** The call's text from its name on, without what strace put behind it. Owned. */
  readonly text: Uint8Array
  /** Where the text begins in its line, in bytes. */
  readonly column: number
}

export class PendingCalls {
  readonly #byThread = new Map<number, PendingCall>()
  readonly #maxCalls: number
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxCalls: number, maxBytes: number) {
    this.#maxCalls = maxCalls
    this.#maxBytes = maxBytes
  }

  /** How many bytes of text are kept. */
  get bytes(): number {
    return this.#bytes
  }

  /** The caller's call, which is no longer pending then. */
  take({ pid = -1 }: Caller): PendingCall | undefined {
    const call = this.#byThread.get(pid)
    if (!call) return undefined
    this.#byThread.delete(pid)
    this.#bytes -= call.text.length
    return call
  }

  /** Adds a call, and returns the oldest ones that have to go because there are too many. */
  add(call: PendingCall): readonly PendingCall[] {
    this.#byThread.set(call.caller.pid ?? -1, call)
    this.#bytes += call.text.length
    if (this.#byThread.size <= this.#maxCalls && this.#bytes <= this.#maxBytes) return NONE
    const dropped: PendingCall[] = []
    for (const oldest of this.#byThread.values()) {
      if (this.#byThread.size <= this.#maxCalls && this.#bytes <= this.#maxBytes) break
      this.take(oldest.caller)
      dropped.push(oldest)
    }
    return dropped
  }

  /** All of them, the oldest first; none is pending then. */
  takeAll(): readonly PendingCall[] {
    const all = [...this.#byThread.values()]
    this.#byThread.clear()
    this.#bytes = 0
    return all
  }
}

const NONE: readonly PendingCall[] = []
