// What is worked out of a stream once and kept for the next question. The shown stream owns it, so that it goes when
// another stream or framing is shown.
import { KeptValues } from '@unstick/session'

export class StreamIndex {
  /** Values that are extended when the stream grows. */
  readonly growing = new KeptValues()
  /** Values of the stream as it is now; computed again after it has grown. */
  readonly current = new KeptValues()

  /** To be called when the stream has grown. */
  advance(): void {
    this.current.clear()
  }
}
