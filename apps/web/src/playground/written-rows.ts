// The playground's steps as rows to edit. They are always stored as JSON text, even when half typed.
import { type WrittenWord, writtenWords } from '@unstick/api'

/** A step as typed: its word, and the text of its fields. */
export interface Row {
  readonly do: string
  readonly [field: string]: unknown
}

/** `undefined` if the text is not a list of objects with a word. Such text can only be edited as text. */
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

/** A new step with this word and initial field values. */
export const newRow = (word: WrittenWord): Row => ({
  do: word,
  ...Object.fromEntries(writtenWords[word].map(({ name }) => [name, starts[name] ?? ''])),
})

/** What was typed into a number's field: the number, or the text if it is not a number yet. */
export const typedNumber = (text: string): number | string =>
  /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : text

/** The list with row `from` moved to place `to`; unchanged if there is no such place. */
export const moved = (rows: readonly Row[], from: number, to: number): readonly Row[] => {
  const row = rows[from]
  if (row === undefined || to < 0 || to >= rows.length) return rows
  return rows.toSpliced(from, 1).toSpliced(to, 0, row)
}
