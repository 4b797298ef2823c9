// The receive buffer on the time axis: it follows the present moment, and the pieces waiting in it lie side by side.

/** The receive buffer's smallest width in pixels, and its largest as a fraction of the plot. */
const LEAST = 128
const MOST = 320
const MOST_PART = 0.45
/** Kept free between the receive buffer and the replay's line. */
const BESIDE = 8
/** Between two datagrams. */
const BORDER = 4

/** Room for a word, then growing with the square root of its bytes. */
const pieceWidth = (bytes: number): number => 40 + 3 * Math.sqrt(bytes)

export interface Packed {
  readonly x0: number
  readonly x1: number
  /** The edges of every piece, in order. */
  readonly edges: readonly (readonly [number, number])[]
}

/**
 * Left of `now`, or at the plot's edge if there is no room. A group's pieces share one width in proportion to their
 * bytes. `sizes` are in bytes; `groups[i]` is the colour run, or the datagram, of piece `i`.
 */
export const pack = (
  sizes: readonly number[],
  groups: readonly number[],
  now: number,
  width: number,
  bordered: boolean,
): Packed => {
  const totals = new Map<number, number>()
  groups.forEach((group, i) => totals.set(group, (totals.get(group) ?? 0) + (sizes[i] ?? 0)))
  const wide = (i: number): number => {
    const total = totals.get(groups[i] as number) as number
    return (pieceWidth(total) * (sizes[i] as number)) / total
  }
  const wanted = sizes.reduce((sum, _, i) => sum + wide(i), 0)
  const borders = bordered ? (totals.size - 1) * BORDER : 0
  const most = Math.max(LEAST, Math.min(MOST, width * MOST_PART))
  const room = Math.min(most, Math.max(LEAST, wanted + borders))
  const stretch = Math.min(1, Math.max(0, room - borders) / (wanted || 1))
  const x0 = Math.max(0, Math.min(now - BESIDE, width) - room)
  const edges: (readonly [number, number])[] = []
  let x = x0
  sizes.forEach((_, i) => {
    if (bordered && i > 0 && groups[i] !== groups[i - 1]) x += BORDER
    edges.push([x, x + wide(i) * stretch])
    x += wide(i) * stretch
  })
  return { x0, x1: x0 + room, edges }
}
