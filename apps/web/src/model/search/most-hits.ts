// The limit of a search, which the worker enforces and the page shows.

/** A search stops at this many hits, because nobody goes through more. */
export const MOST_HITS = 10_000
