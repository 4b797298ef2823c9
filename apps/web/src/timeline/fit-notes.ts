// Which notes are shown, and where: none runs into another, and panning makes none come or go that has room.
import type { Note } from './layout.ts'

/** One column of the note's font (11 px Inter, on average). */
const COLUMN = 5.9
const APART = 14
/** A note may end so far right of the plot, in pixels. */
const BESIDE = 12

export interface WantedNote extends Omit<Note, 'x'> {
  /** The edges of its box, in pixels. */
  readonly x0: number
  readonly x1: number
}

const noteWidth = (text: string): number => text.length * COLUMN

interface Placed {
  readonly note: WantedNote
  readonly size: number
  x: number
}

/**
 * First those that fit under their own boxes, then those that reach beyond theirs, by the rank of their number: the
 * choice does not depend on where the view begins. `last` always stays, ending at its `x1` or at the view's edge.
 */
export const fittingNotes = (
  wanted: readonly WantedNote[],
  last: WantedNote | undefined,
  width: number,
): Note[] => {
  const all = wanted.map((note): Placed => ({ note, size: noteWidth(note.text), x: note.x0 }))
  const home = all.filter(({ note, size }) => size + APART <= note.x1 - note.x0)
  const reaching = all.filter(({ note, size }) => size + APART > note.x1 - note.x0)
  const shown = [...home]
  for (const placed of reaching.sort(byRank))
    if (shown.every((other) => apart(placed, other))) shown.push(placed)
  const seen = stuckToEdges(shown, width)
  return [...besideLast(seen, last, width)].map(({ note: { key, text, tone }, x }) => ({
    key,
    x,
    text,
    tone,
  }))
}

/** Numbers with more trailing zero bits first, as on a ruler; smaller ones first among equals. */
const byRank = ({ note: a }: Placed, { note: b }: Placed): number =>
  rank(b.key) - rank(a.key) || a.key - b.key
const rank = (key: number): number => (key === 0 ? 32 : 31 - Math.clz32(key & -key))

const apart = (a: Placed, b: Placed): boolean => a.x >= b.x + b.size + APART || b.x >= a.x + a.size + APART

/** A note whose box begins left of the view stands at its edge as long as there is room; so at the right. */
const stuckToEdges = (shown: Placed[], width: number): Placed[] => {
  shown.sort((a, b) => a.x - b.x)
  const seen: Placed[] = []
  for (let k = shown.length - 1; k >= 0; k -= 1) {
    const placed = shown[k] as Placed
    if (Math.max(placed.note.x1, placed.x + placed.size) < 0 || placed.note.x0 > width) continue
    const next = seen.at(-1)?.x ?? Infinity
    const most = Math.min(next - APART, width + BESIDE) - placed.size
    placed.x = Math.min(Math.max(placed.x, 0), Math.max(most, placed.x), Math.max(placed.note.x1, placed.x))
    seen.push(placed)
  }
  const inOrder = seen.reverse()
  const end = inOrder.at(-1)
  const before = inOrder.at(-2)
  // The last one's box reaches the edge or stands near it: its words move left as far as there is room.
  if (end && end.x + end.size > width + BESIDE)
    end.x = Math.max(width + BESIDE - end.size, before ? before.x + before.size + APART : 0)
  return inOrder
}

/** The last note, and of the others those that leave it room. */
const besideLast = (
  seen: readonly Placed[],
  last: WantedNote | undefined,
  width: number,
): readonly Placed[] => {
  if (!last) return seen
  const size = noteWidth(last.text)
  const x = Math.max(0, Math.min(last.x1, width + 1) - size)
  const placed: Placed = { note: last, size, x }
  return [...seen.filter((other) => apart(other, placed)), placed]
}
