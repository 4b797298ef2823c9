// The words for a file's session, which begin the line at the top of the page.
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
