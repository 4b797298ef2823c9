// Begins a search; what it needs is loaded with the first one.
import type { SearchJob } from './search-job.ts'

/** `arguments_`: as a `SearchJob` takes them; the result stops it. */
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
