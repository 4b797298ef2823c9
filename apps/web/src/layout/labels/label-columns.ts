// Words right of columns: the bytes of one, or of a few that are close together.
import { counted, grouped, type Lane } from '@unstick/session'
import type { Label } from '../label.ts'
import { intervalNoun, type Transport } from '../../model/lanes/lane-words.ts'
import type { Boxes } from '../layout.ts'

const BESIDE = 7
const APART = 12
/** One column of the words' font, 11.5 px Inter, on average. */
const COLUMN = 6.2
/** Columns nearer than this are named together, and up to so many one by one. */
const TOGETHER = 14
const MOST_NAMED = 3

export const labelColumns = (lane: Lane, boxes: Boxes, transport: Transport): Label[] => {
  const labels: Label[] = []
  let first = 0
  for (let k = 0; k < boxes.key.length; k += 1) {
    const right = boxes.x1[k] as number
    const next = boxes.x0[k + 1] ?? Infinity
    if (next - right < TOGETHER) continue
    const text = wordsOf(lane, boxes, first, k, transport)
    first = k + 1
    if (right + BESIDE + text.length * COLUMN + APART > next) continue
    labels.push({ key: boxes.key[k] as number, x: right + BESIDE, text, beside: true, row: 0 })
  }
  return labels
}

const wordsOf = (
  lane: Lane,
  { key, merged }: Boxes,
  first: number,
  last: number,
  transport: Transport,
): string => {
  const count = merged.subarray(first, last + 1).reduce((sum, each) => sum + each, 0)
  if (count > MOST_NAMED) return counted(count, intervalNoun(lane.name, transport))
  const sizes: string[] = []
  for (let k = first; k <= last; k += 1)
    for (let i = key[k] as number; i < (key[k] as number) + (merged[k] as number); i += 1)
      sizes.push(grouped((lane.ends[i] as number) - (lane.starts[i] as number)))
  return `${sizes.join(' + ')} B`
}
