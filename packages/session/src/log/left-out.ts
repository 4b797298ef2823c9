// What a session leaves out of a log, counted by why: packets that carry nothing for it, and what is beyond the
// bounds that keep any file's session in memory.
import { type PayloadProblem, payloadProblems } from '@unstick/pcapng'

/** Connections kept of one log, ports that are used again counted each time. */
export const MAX_CONNECTIONS = 65_536
/** Calls without bytes and printed texts kept of one log, and UTF-16 units of all those texts. */
export const MAX_CALLS = 262_144
export const MAX_PRINTED = 65_536
export const MAX_PRINTED_LENGTH = 16 * 1024 * 1024

/** Why, in words that go on from "12 packets:". */
export const leftOutReasons = {
  ...payloadProblems,
  NOT_A_CALL: 'its comment is no call that Unstick writes',
  TOO_MANY_CONNECTIONS: `it is of none of the first ${MAX_CONNECTIONS} connections, which are kept`,
  TOO_MANY_CALLS: `it is a call without bytes behind the first ${MAX_CALLS}, which are kept`,
  TOO_MUCH_PRINTED: `it was printed behind the first ${MAX_PRINTED} texts or ${MAX_PRINTED_LENGTH} characters, which are kept`,
} as const satisfies Record<PayloadProblem, string> & Record<string, string>

export type LeftOutReason = keyof typeof leftOutReasons

export class LeftOut {
  readonly counts: Partial<Record<LeftOutReason, number>> = {}

  add(reason: LeftOutReason): void {
    this.counts[reason] = (this.counts[reason] ?? 0) + 1
  }
}
