// The bound of a search, which the worker keeps and the page says.

/** A search ends with so many hits: nobody goes through more of them. */
export const MOST_HITS = 10_000
