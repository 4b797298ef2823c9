// All that a drawing reads: the layout, where things stand, how they look, and what is pointed at.
import type { Hit } from '../../layout/stage/hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import type { Layout } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import type { Stage } from '../../layout/stage/stage.ts'
import type { Landing } from '../../pane/timeline/landing.ts'

export interface Picture {
  readonly layout: Layout | undefined
  readonly stage: Stage
  readonly theme: CanvasTheme
  /** The layout's pixels to the plot's: `shift + x * stretch`, while the worker has not answered for this view. */
  readonly shift: number
  readonly stretch: number
  /** The shown part of the whole, for the brush. */
  readonly brush: readonly [number, number]
  readonly selected: Interval | undefined
  readonly hovered: Hit | undefined
  /** Whether the canvas has the keyboard's focus. */
  readonly focused: boolean
  /** What sinks into the receive buffer just now, in a replay. */
  readonly landing?: Landing | undefined
}
