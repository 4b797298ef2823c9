// The words on the boxes of a slim lane: what each is, and that it is cut like the lane above.
import { grouped, type Lane } from '@unstick/session'
import type { Boxes } from '../layout.ts'
import type { Label } from '../label.ts'
import { intervalNoun, type Transport } from '../../model/lanes/lane-words.ts'

/** One column of the label's font (12 px JetBrains Mono), and the room kept free on both sides. */
const COLUMN = 7.2
const MARGIN = 12

export const slimLabels = (
  lane: Lane,
  { key, x0, x1, merged }: Boxes,
  transport: Transport,
  width: number,
): Label[] => {
  const labels: Label[] = []
  for (let k = 0; k < key.length; k += 1) {
    if (merged[k] !== 1) continue
    const index = key[k] as number
    const bytes = `${grouped((lane.ends[index] as number) - (lane.starts[index] as number))} B`
    const [left, right] = [x0[k] as number, x1[k] as number]
    const full = `${intervalNoun(lane.kind, transport)} of ${bytes}, cut as above`
    const text = [full, bytes].find((each) => each.length * COLUMN + MARGIN <= right - left)
    // In the middle of what is in view of the box.
    const x = (Math.max(0, left) + Math.min(width, right)) / 2
    if (text !== undefined) labels.push({ key: index, x, text, beside: false, row: 0 })
  }
  return labels
}
