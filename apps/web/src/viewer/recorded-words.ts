// What a file's session is, in the words with which the line at its top begins.
import type { Summary } from '../model/session/summary.ts'

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

/** `A session recorded by Unstick on 23 November 2026 at 19:44`; only Unstick records calls, and so programs. */
export const recordedWords = (
  summary: Pick<Summary, 'epoch' | 'extent' | 'connections' | 'hasCalls'> | undefined,
): string => {
  if (!summary || summary.connections === 0) return 'A session'
  const when = moment.format(summary.epoch + summary.extent[0] / 1e6)
  return `${summary.hasCalls ? 'A session recorded by Unstick on' : 'A capture made on'} ${when}`
}
