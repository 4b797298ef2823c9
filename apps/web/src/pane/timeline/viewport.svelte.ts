// Which part of a stream is shown, and on which axis. Linked timelines share one viewport.
import type { AxisKind, ByteScale, Domain } from '../../model/axis/axis.ts'

export class Viewport {
  axis = $state<AxisKind>('time')
  scale = $state<ByteScale>('even')
  /** `undefined`: everything, even as it grows. */
  domain = $state.raw<Domain>()

  copy(): Viewport {
    const viewport = new Viewport()
    viewport.axis = this.axis
    viewport.scale = this.scale
    viewport.domain = this.domain
    return viewport
  }
}
