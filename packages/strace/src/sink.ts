// What a reader tells of a log.
import type { StraceProblem } from './problem.ts'
import type { StraceRecord } from './record.ts'

/** Its methods are called during `push` and `end`. What they are given is theirs to keep. */
export interface StraceSink {
  /** In the order of the lines on which calls returned. */
  record(record: StraceRecord): void
  /** Something that was not read; reading goes on behind it. A bad file may have one for each of its lines. */
  problem?(problem: StraceProblem): void
}
