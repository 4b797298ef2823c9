// Chooses which notes are shown, and where. None overlaps another, and panning never makes a note with room come or go.
import type { Note } from '../layout.ts'

/** One column of the note's font (11 px Inter, on average). */
const COLUMN = 5.9
const APART = 14
/** A note may reach this far right of the plot, in pixels. */
const BESIDE = 12

export interface WantedNote extends Omit<Note, 'x' | 'text'> {
  /** The same note in fewer and fewer words. */
  readonly texts: readonly string[]
  /** If two would cover each other, the heavier one is shown. */
  readonly weight: number
  /** The edges of its box, in pixels. */
  readonly x0: number
  readonly x1: number
}

const noteWidth = (text: string): number => text.length * COLUMN

interface Placed {
  readonly note: WantedNote
  readonly text: string
  readonly x: number
}

const sizeOf = ({ text }: Placed): number => noteWidth(text)

/** The longest words that fit into the room, or the shortest. */
const fitted = (note: WantedNote, x: number, room: number): Placed => {
  const text = note.texts.find((each) => noteWidth(each) <= room) ?? note.texts.at(-1) ?? ''
  return { note, text, x }
}

/**
 * First in the shortest words, heavier notes first: those that fit under their own boxes, then as many as fit of those
 * that reach beyond theirs, by the rank of their number. Then each gets as many words as there is room before the next.
 * The choice does not depend on where the view begins. `last` always stays, ending at its `x1` or at the view's edge.
 */
export const fittingNotes = (
  wanted: readonly WantedNote[],
  last: WantedNote | undefined,
  width: number,
): Note[] => {
  const all = wanted.map((note) => fitted(note, note.x0, 0))
  const shown: Placed[] = []
  for (const placed of all.sort(byWeight))
    if (shown.every((other) => apart(placed, other))) shown.push(placed)
  shown.sort((a, b) => a.x - b.x)
  const worded = shown.map(({ note, x }, k) => fitted(note, x, (shown[k + 1]?.x ?? Infinity) - APART - x))
  const seen = stuckToEdges(worded, width)
  return [...besideLast(seen, last, width)].map(({ note: { key, tone }, text, x }) => ({
    key,
    x,
    text,
    tone,
  }))
}

const isHome = (placed: Placed): boolean => sizeOf(placed) + APART <= placed.note.x1 - placed.note.x0

/** At equal weight, numbers with more trailing zero bits come first, as on a ruler, then smaller ones. */
const byWeight = (a: Placed, b: Placed): number =>
  b.note.weight - a.note.weight ||
  Number(isHome(b)) - Number(isHome(a)) ||
  rank(b.note.key) - rank(a.note.key) ||
  a.note.key - b.note.key
const rank = (key: number): number => (key === 0 ? 32 : 31 - Math.clz32(key & -key))

const apart = (a: Placed, b: Placed): boolean =>
  a.x >= b.x + sizeOf(b) + APART || b.x >= a.x + sizeOf(a) + APART

/** A note whose box begins left of the view, or that the right edge cuts, moves to that edge, in words that fit. */
const stuckToEdges = (shown: readonly Placed[], width: number): Placed[] => {
  const seen: Placed[] = []
  for (const placed of shown.toReversed()) {
    const { note, x } = placed
    if (Math.max(note.x1, x + sizeOf(placed)) < 0 || note.x0 > width) continue
    const end = Math.min((seen.at(-1)?.x ?? Infinity) - APART, width + BESIDE)
    seen.push(x < 0 ? atLeftEdge(placed, end) : placed)
  }
  const inOrder = seen.reverse()
  const end = inOrder.pop()
  if (!end) return []
  const before = inOrder.at(-1)
  return [...inOrder, atRightEdge(end, before ? before.x + sizeOf(before) + APART : 0, width + BESIDE)]
}

/** As far right as its words still fit before `end`, and no farther than its box. */
const atLeftEdge = ({ note, x, text }: Placed, end: number): Placed => {
  const shorter = fitted({ ...note, texts: note.texts.slice(note.texts.indexOf(text)) }, x, end)
  return { ...shorter, x: Math.min(0, Math.max(end - sizeOf(shorter), x), Math.max(note.x1, x)) }
}

/**
 * The last note stays under its box if more than the shortest words fit there. Otherwise it moves left as far as there
 * is room.
 */
const atRightEdge = (placed: Placed, begin: number, edge: number): Placed => {
  const { note, x } = placed
  if (x + sizeOf(placed) <= edge) return placed
  const under = fitted(note, x, Math.min(note.x1, edge) - x)
  if (under.text !== note.texts.at(-1)) return under
  const moved = fitted(note, x, edge - begin)
  return { ...moved, x: Math.max(begin, Math.min(x, edge - sizeOf(moved))) }
}

/** The last note, and the others that leave room for it. */
const besideLast = (
  seen: readonly Placed[],
  last: WantedNote | undefined,
  width: number,
): readonly Placed[] => {
  if (!last) return seen
  const [text = ''] = last.texts
  const placed = { note: last, text, x: Math.max(0, Math.min(last.x1, width + 1) - noteWidth(text)) }
  return [...seen.filter((other) => apart(other, placed)), placed].sort((a, b) => a.x - b.x)
}
