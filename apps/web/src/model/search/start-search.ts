// Begins a search; the code for it is loaded with the first search.
import type { SearchJob } from './search-job.ts'

/** `arguments_`: as for `SearchJob`. The returned function stops the search. */
export const startSearch = (...arguments_: ConstructorParameters<typeof SearchJob>): (() => void) => {
  let stopped = false
  let stop = (): void => {
    stopped = true
  }
  void import('./search-job.ts').then(({ SearchJob: Job }) => {
    if (stopped) return
    const job = new Job(...arguments_)
    stop = () => job.stop()
  })
  return () => stop()
}
