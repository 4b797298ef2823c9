// Nested values as rows of text, in order. JSON and MessagePack are both shown this way.

/** How a value is coloured. */
export type Tone = 'text' | 'number' | 'word' | 'bytes' | 'group'

export interface TreeRow {
  readonly depth: number
  /** `name:`, `0:`, or empty for a value by itself. */
  readonly key: string
  /** The value, or a group's kind and size: `{3}`, `[2]`. */
  readonly text: string
  readonly tone: Tone
  /** The first row after this one and everything inside it. */
  next: number
}

/** The most rows that are made. If there are more, that is said but they are not shown. */
export const MOST_ROWS = 50_000

/** The result of reading bytes as nested values. */
export interface TreeResult {
  readonly rows: readonly TreeRow[]
  /** Whether there was more than `MOST_ROWS`. */
  readonly cut: boolean
  /** Why the bytes, or the rest of them, could not be read. */
  readonly error: TreeError | undefined
}

export interface TreeError {
  readonly code: string
  /** The byte offset from the beginning. */
  readonly offset: number
  readonly text: string
}

/** Takes values in order; groups nest. */
export class RowMaker {
  readonly rows: TreeRow[] = []
  cut = false
  readonly #open: number[] = []

  value(key: string, text: string, tone: Tone): void {
    this.#add({ depth: this.#open.length, key, text, tone, next: this.rows.length + 1 })
  }

  /** Everything added until `close` is inside it. `close` may set its text, because the count is known only then. */
  open(key: string): void {
    const row = this.rows.length
    this.#add({ depth: this.#open.length, key, text: '', tone: 'group', next: row + 1 })
    this.#open.push(row)
  }

  close(text: string): void {
    const index = this.#open.pop() ?? 0
    const row = this.rows[index]
    if (row) this.rows[index] = { ...row, text, next: this.rows.length }
  }

  #add(row: TreeRow): void {
    if (this.rows.length < MOST_ROWS) this.rows.push(row)
    else this.cut = true
  }
}

/** The rows that are visible when the groups in `folded` are folded. */
export const visibleRows = (rows: readonly TreeRow[], folded: ReadonlySet<number>): number[] => {
  const seen: number[] = []
  for (let at = 0; at < rows.length; at = folded.has(at) ? (rows[at]?.next ?? rows.length) : at + 1)
    seen.push(at)
  return seen
}

export const isGroup = ({ tone }: TreeRow): boolean => tone === 'group'

/** Trees with at most this many rows start fully open. */
const OPEN = 400

/** The groups folded at first: in a tree too big to read through, all groups except the outermost. */
export const initiallyFolded = (rows: readonly TreeRow[]): number[] =>
  rows.length <= OPEN ? [] : rows.flatMap((row, at) => (isGroup(row) && row.depth > 0 ? [at] : []))
