import { expect, test } from 'vitest'
import { framed, stuck } from '../../test/subject-of.ts'
import { layOutView } from '../layout/view/lay-out-view.ts'
import type { AxisKind } from '../model/axis/axis.ts'
import { legendOf } from './legend.ts'

const shapesOf = (subject: typeof stuck, axis: AxisKind): string[] =>
  legendOf(layOutView(subject, { stream: 0, axis, domain: undefined, width: 600, until: undefined })).map(
    ([shape]) => shape,
  )

test('the legend says what the picture has, and nothing else', () => {
  // Without programs there are neither calls nor sleeps, and nobody saw the end of the stream.
  expect(shapesOf(stuck, 'time')).toEqual(['moment', 'lying', 'seam'])
  expect(shapesOf({ ...stuck, end: 1e6, acknowledged: Float64Array.of(2e6) }, 'time')).toEqual([
    ...['moment', 'lying', 'seam', 'end', 'acknowledgement'],
  ])
  expect(shapesOf(stuck, 'bytes')).toEqual(['seam'])
  expect(shapesOf(framed, 'bytes')).toEqual(['header', 'seam'])
})
