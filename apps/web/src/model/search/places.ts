// Where a search stands among its hits, and what tells one search from another.
import type { Hit } from './hit.ts'
import type { Sought } from './query.ts'

/** The first of the hits that does not stand before `last`; hits of no stream stand behind all others. */
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

/** The same for the same search alone. */
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
