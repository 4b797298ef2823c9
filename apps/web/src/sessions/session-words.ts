// When a session was, how large it is and what stuck in it, as the list says it.
import { counted, type SessionCounts, type SessionInfo } from '@unstick/session'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** `22 Nov, 14:03:07`. */
export const whenText = (milliseconds: number): string => {
  const date = new Date(milliseconds)
  return `${day.format(date)}, ${clock.format(date)}`
}

/** `312 B`, `1.4 kB`, `20 MB`. */
export const sizeText = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${short(bytes / 1_000)} kB`
  return bytes < 1_000_000_000 ? `${short(bytes / 1_000_000)} MB` : `${short(bytes / 1_000_000_000)} GB`
}

/** The bridge counts no larger files for its list. */
const MAX_COUNTED = 32 * 1024 * 1024

/** `2 sends, 1 recv`; a capture has segments instead, and a large or damaged file no counts. */
export const countsText = ({ counts, size }: Pick<SessionInfo, 'counts' | 'size'>): string => {
  if (!counts) return size > MAX_COUNTED ? 'large: open it to count' : 'damaged; what can be read is shown'
  const { sends, recvs, segments } = counts
  const calls = [counted(sends, 'send'), counted(recvs, 'recv')]
  return [
    ...(sends + recvs > 0 || segments === 0 ? calls : []),
    ...(segments > 0 ? [counted(segments, 'segment')] : []),
  ].join(', ')
}

/** `2 merges, 1 split`; nothing where there is none. */
export const stuckText = (counts: SessionCounts | undefined): string =>
  [
    counts && counts.merges > 0 ? counted(counts.merges, 'merge') : '',
    counts && counts.splits > 0 ? counted(counts.splits, 'split') : '',
  ]
    .filter(Boolean)
    .join(', ')

const short = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
