// Everything that drawing reads: the layout, the positions, the theme, and what is pointed at.
import type { Rasters } from '../raster/raster.ts'
import type { Hit } from '../../layout/stage/hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import type { Layout } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import type { Stage } from '../../layout/stage/stage.ts'
import type { Landing } from '../../pane/timeline/landing.ts'

export interface Picture {
  /** Where pixels are filled before they are drawn: the canvas's own. */
  readonly rasters: Rasters
  readonly layout: Layout | undefined
  readonly stage: Stage
  readonly theme: CanvasTheme
  /** From the layout's pixels to the plot's: `shift + x * stretch`, until the worker has answered for this view. */
  readonly shift: number
  readonly stretch: number
  /** The shown part of the whole, for the brush. */
  readonly brush: readonly [number, number]
  readonly selected: Interval | undefined
  readonly hovered: Hit | undefined
  /** Whether the canvas has the keyboard's focus. */
  readonly focused: boolean
  /** What is sinking into the receive buffer now, in a replay. */
  readonly landing?: Landing | undefined
}
