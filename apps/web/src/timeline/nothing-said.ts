// The stage's sentence if nothing was joined, cut or lost: that, or that it was not measured.
import type { Summary } from '../model/session/summary.ts'

/** Joining and cutting are seen between two lanes, so one alone says nothing about them. */
export const nothingSaid = (
  counts: Pick<Summary['counts'], 'sends' | 'segments' | 'recvs'> | undefined,
): string => {
  const { sends = 0, segments = 0, recvs = 0 } = counts ?? {}
  const measured = [sends, segments, recvs].filter((count) => count > 0).length
  if (measured !== 1) return 'No bytes were joined, cut or lost.'
  if (segments > 0) return 'Only packets were recorded.'
  return sends > 0 ? 'Only what was sent was recorded.' : 'Only what was received was recorded.'
}
