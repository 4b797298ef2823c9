// A search's place among its hits, and a key that distinguishes searches.
import type { Hit } from './hit.ts'
import type { Sought } from './query.ts'

/** The first hit that does not come before `last`; hits of no stream come after all others. */
export const firstFrom = (
  hits: readonly Pick<Hit, 'stream' | 'start'>[],
  last: Pick<Hit, 'stream' | 'start'> | undefined,
): number => {
  if (!last) return 0
  const rank = (stream: number): number => (stream < 0 ? Infinity : stream)
  const at = hits.findIndex(
    ({ stream, start }) =>
      rank(stream) > rank(last.stream) || (stream === last.stream && start >= last.start),
  )
  return at < 0 ? hits.length : at
}

/** Equal only for equal searches. */
export const printSought = (sought: Sought): string => {
  switch (sought.by) {
    case 'bytes':
      return `bytes ${sought.needle.join(' ')}`
    case 'length':
      return `length ${sought.lane ?? 'any'} ${sought.least} ${sought.most}`
    case 'code':
      return `code ${sought.part}`
    case 'codes':
      return 'codes'
  }
}
