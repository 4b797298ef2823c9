// Whether somebody is new here: to them the page shows a run at once instead of asking for one.
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.visited'

/** Whether this browser has not had the page open before; from now on it has. */
export const isFirstVisit = (): boolean => {
  const first = recall(KEY) === null
  keep(KEY, 'yes')
  return first
}
