// What the list says about a session: its date, its size and what stuck in it.
import type { Condition, ExperimentInfo, SessionCounts, SessionInfo } from '@unstick/api'
import { counted } from '@unstick/session'
import { changedOf, enteredOf, textsOf } from '../lab/conditions.ts'
import { intervalNoun } from '../model/lanes/lane-words.ts'

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

/** The bridge does not count larger files for its list. */
const MAX_COUNTED = 32 * 1024 * 1024

/** Keeps a number on the same line as its noun. */
const together = (count: number, noun: string): string => counted(count, noun).replace(' ', '\u00a0')

/** `2 sends, 1 recv`; a capture has segments instead. If there are no counts, says why. */
export const countsText = (
  { counts, size, counting, uncounted }: Pick<SessionInfo, 'counts' | 'size' | 'counting' | 'uncounted'>,
  transport: 'tcp' | 'udp' = 'tcp',
): string => {
  if (!counts && counting) return 'counting…'
  if (!counts && uncounted !== undefined) return `not counted: ${uncounted}`
  if (!counts) return size > MAX_COUNTED ? 'large: open it to count' : 'damaged; what can be read is shown'
  const { sends, recvs, segments } = counts
  const calls = [together(sends, 'send'), together(recvs, 'recv')]
  return [
    ...(sends + recvs > 0 || segments === 0 ? calls : []),
    ...(segments > 0 ? [together(segments, intervalNoun('segment', transport))] : []),
  ].join(', ')
}

/** `2 merges, 1 split, 1 short write`; empty if there are none. */
export const stuckText = (counts: SessionCounts | undefined): string =>
  [
    counts && counts.merges > 0 ? together(counts.merges, 'merge') : '',
    counts && counts.splits > 0 ? together(counts.splits, 'split') : '',
    counts && counts.shortWrites > 0 ? together(counts.shortWrites, 'short write') : '',
  ]
    .filter(Boolean)
    .join(', ')

/** `struct:!I · recv limit 3 bytes`: distinguishes the runs of one experiment. Empty for a capture. */
export const madeText = (
  { framing, conditions }: Pick<SessionInfo, 'framing' | 'conditions'>,
  made: ExperimentInfo | undefined,
): string => {
  const entered = made ? changedOf(made, enteredOf(made, textsOf(conditions ?? {}))) : {}
  const changed = (made?.conditions ?? []).flatMap((condition) => {
    const value = entered[condition.key]
    return value === undefined ? [] : [`${condition.label} ${valueText(condition, value)}`]
  })
  const spoken = framing === undefined ? [] : [framing === 'none' ? 'no framing' : framing]
  return [...spoken, ...changed].join(' · ')
}

const LONGEST = 16

const valueText = (condition: Condition, value: string): string => {
  switch (condition.type) {
    case 'number':
      return `${value} ${condition.unit}`.trimEnd()
    case 'text':
      return value.length > LONGEST ? `“${value.slice(0, LONGEST)}…”` : `“${value}”`
    case 'steps':
      return 'as written'
    case 'toggle':
    case 'choice':
      return value
  }
}

const short = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
