// One framing's counts over all streams of a session, kept up as the session grows: framing follows reading, while
// the bytes are still at hand.
import type { FramingSpec } from '@unstick/framing'
import { FramedCounts } from './framed-counts.ts'
import type { Session } from '../streams/session.ts'
import type { Stream } from '../streams/stream.ts'

export class Framings {
  readonly #framed = new Map<Stream, FramedCounts>()

  constructor(
    readonly session: Session,
    readonly spec: FramingSpec,
  ) {}

  /** The stream's counts, up to what has come. */
  of(stream: Stream): FramedCounts {
    let framed = this.#framed.get(stream)
    if (!framed) {
      framed = new FramedCounts(stream, this.spec)
      this.#framed.set(stream, framed)
    }
    framed.advance()
    return framed
  }

  /** Frames what came since the last call: call it after every push where older bytes are not kept in memory. */
  advance(): void {
    for (const stream of this.session.takeTouched()) {
      stream.datagrams?.keepUp()
      if (!stream.isEmpty) this.of(stream)
    }
  }
}
