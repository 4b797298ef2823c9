// What a session leaves out of a log, counted by reason: packets that carry nothing for it, and what exceeds the limits
// that let any file's session fit in memory.
import { type PayloadProblem, payloadProblems } from '@unstick/pcapng'

/** The most connections kept from one log. Ports that are used again count each time. */
export const MAX_CONNECTIONS = 65_536
/** The most calls without bytes and printed texts kept from one log, and the most UTF-16 units of all those texts. */
export const MAX_CALLS = 262_144
export const MAX_PRINTED = 65_536
export const MAX_PRINTED_LENGTH = 16 * 1024 * 1024

/** The reasons, in words that continue "12 packets:". */
export const leftOutReasons = {
  ...payloadProblems,
  OUT_OF_WINDOW: 'its sequence number is in no window that its connection can have',
  BEFORE_CAPTURE: 'its bytes are from before its connection’s first captured byte',
  NOT_A_CALL: 'its comment is not a call that Unstick writes',
  TOO_MANY_CONNECTIONS: `it belongs to a connection after the first ${MAX_CONNECTIONS}, which are kept`,
  TOO_MANY_CALLS: `it is a call without bytes after the first ${MAX_CALLS}, which are kept`,
  TOO_MUCH_PRINTED: `it was printed after the first ${MAX_PRINTED} texts or ${MAX_PRINTED_LENGTH} characters, which are kept`,
} as const satisfies Record<PayloadProblem, string> & Record<string, string>

export type LeftOutReason = keyof typeof leftOutReasons

export class LeftOut {
  readonly #counts = new Map<LeftOutReason, number>()

  get counts(): Readonly<Partial<Record<LeftOutReason, number>>> {
    return Object.fromEntries(this.#counts)
  }

  add(reason: LeftOutReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1)
  }

  /** For what was counted, and then got its place after all. */
  remove(reason: LeftOutReason): void {
    const count = (this.#counts.get(reason) ?? 0) - 1
    if (count > 0) this.#counts.set(reason, count)
    else this.#counts.delete(reason)
  }
}
