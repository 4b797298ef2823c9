// Whether this is a person's first visit. The page then begins with a prediction.
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.visited'

/** Whether this browser has never opened the page before. Records that it now has. */
export const isFirstVisit = (): boolean => {
  const first = recall(KEY) === null
  keep(KEY, 'yes')
  return first
}
