// One framing's counts over all streams of a session, kept up to date as the session grows. Framing follows reading,
// while the bytes are still in memory.
import { type Framing, specFor, startOf } from './framing-plan.ts'
import { FramedCounts } from './framed-counts.ts'
import type { Session } from '../streams/session.ts'
import type { Stream } from '../streams/stream.ts'

export class Framings {
  readonly #framed = new Map<Stream, FramedCounts>()

  constructor(
    readonly session: Session,
    readonly framing: Framing,
  ) {}

  /** The stream's counts so far. */
  of(stream: Stream): FramedCounts {
    let framed = this.#framed.get(stream)
    if (!framed) {
      framed = new FramedCounts(stream, specFor(this.framing, stream), startOf(this.framing))
      this.#framed.set(stream, framed)
    }
    framed.advance()
    return framed
  }

  /** Frames what came since the last call. Call it after every push if older bytes do not stay in memory. */
  advance(): void {
    for (const stream of this.session.takeTouched()) {
      stream.datagrams?.keepUp()
      if (!stream.isEmpty) this.of(stream)
    }
  }
}
