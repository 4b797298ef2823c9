// The playground's steps as rows that one edits: always JSON text underneath, whatever is half typed in them.
import { type WrittenWord, writtenWords } from '@unstick/api'

/** A step as it is typed: its word, and what stands in its fields. */
export interface Row {
  readonly do: string
  readonly [field: string]: unknown
}

/** `undefined` where the text is no list of objects with a word: it can only be edited as text. */
export const rowsOf = (json: string): readonly Row[] | undefined => {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.every(isRow) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'do' in value && typeof value.do === 'string'

export const textOf = (rows: readonly Row[]): string => JSON.stringify(rows)

const starts: Readonly<Record<string, string | number>> = {
  text: 'hello',
  hex: '68 65 6c 6c 6f',
  file: '',
  base64: '',
  ms: 100,
  limit: 1024,
  size: 5,
}

/** A new step of that word, with something in its fields. */
export const newRow = (word: WrittenWord): Row => ({
  do: word,
  ...Object.fromEntries(writtenWords[word].map(({ name }) => [name, starts[name] ?? ''])),
})

/** What was typed into a number's field: the number, or the text as long as it is none. */
export const typedNumber = (text: string): number | string =>
  /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : text

/** The list with row `from` at place `to`; as it was where there is no such place. */
export const moved = (rows: readonly Row[], from: number, to: number): readonly Row[] => {
  const row = rows[from]
  if (row === undefined || to < 0 || to >= rows.length) return rows
  return rows.toSpliced(from, 1).toSpliced(to, 0, row)
}
