// Which part of a stream is shown, and on which axis. Timelines that are linked have one viewport between them.
import type { AxisKind, ByteScale, Domain } from '../../model/axis/axis.ts'

export class Viewport {
  axis = $state<AxisKind>('bytes')
  scale = $state<ByteScale>('even')
  /** `undefined`: everything, also while it grows. */
  domain = $state.raw<Domain>()

  copy(): Viewport {
    const viewport = new Viewport()
    viewport.axis = this.axis
    viewport.scale = this.scale
    viewport.domain = this.domain
    return viewport
  }
}
