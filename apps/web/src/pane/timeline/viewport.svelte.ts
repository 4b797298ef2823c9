// Which part of a stream is shown, and on which axis. Timelines that are linked have one sight between them.
import type { AxisKind, ByteScale, Domain } from '../../layout/layout.ts'

export class Sight {
  axis = $state<AxisKind>('bytes')
  scale = $state<ByteScale>('even')
  /** `undefined`: everything, also while it grows. */
  domain = $state.raw<Domain>()

  copy(): Sight {
    const sight = new Sight()
    sight.axis = this.axis
    sight.scale = this.scale
    sight.domain = this.domain
    return sight
  }
}
