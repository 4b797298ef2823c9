// Nested values as rows of text, in order: what JSON and MessagePack become to be shown.

/** How a value is coloured. */
export type Tone = 'text' | 'number' | 'word' | 'bytes' | 'group'

export interface TreeRow {
  readonly depth: number
  /** `name:`, `0:` or nothing, for a value by itself. */
  readonly key: string
  /** The value, or of a group what it is: `{3}`, `[2]`. */
  readonly text: string
  readonly tone: Tone
  /** The row behind this one and all that is in it. */
  next: number
}

/** Rows that are made; what is beyond is said and not shown. */
export const MOST_ROWS = 50_000

/** What came of reading bytes as nested values. */
export interface TreeResult {
  readonly rows: readonly TreeRow[]
  /** Whether there was more than `MOST_ROWS`. */
  readonly cut: boolean
  /** Why they are not, or not all, what they were read as. */
  readonly error: TreeError | undefined
}

export interface TreeError {
  readonly code: string
  /** Bytes from the beginning. */
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

  /** Until `close`, what comes is in it. Its text may be set then, when it is known how much came. */
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

/** The rows that are seen when the groups in `folded` are. */
export const visibleRows = (rows: readonly TreeRow[], folded: ReadonlySet<number>): number[] => {
  const seen: number[] = []
  for (let at = 0; at < rows.length; at = folded.has(at) ? (rows[at]?.next ?? rows.length) : at + 1)
    seen.push(at)
  return seen
}

export const isGroup = ({ tone }: TreeRow): boolean => tone === 'group'

/** Rows that stand open by themselves. */
const OPEN = 400

/** Of a tree too big to be read through, all groups but the outermost. */
export const initiallyFolded = (rows: readonly TreeRow[]): number[] =>
  rows.length <= OPEN ? [] : rows.flatMap((row, at) => (isGroup(row) && row.depth > 0 ? [at] : []))
