// Where it is said why the bytes do not fit the framing: in the messages' lane, or below the picture where that is too low.
import type { Layout } from '../layout/layout.ts'
import { placeOfKind } from '../layout/layout.ts'
import type { Stage } from '../layout/stage/stage.ts'

/** The words' height, and the width of a picture in which they are not narrow. In pixels. */
const WORDS = 90
const WIDE = 560

/** Whether all of it would lie over what is above and below the lane. */
export const isTooLow = (layout: Layout, stage: Pick<Stage, 'lanes' | 'width'>): boolean => {
  const card = stage.lanes[placeOfKind(layout, 'message')]
  return stage.width < WIDE || (card !== undefined && card.height < WORDS)
}
