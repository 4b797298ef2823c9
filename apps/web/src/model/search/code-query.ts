// A code or a part of one, as typed: `ECONN`, `END_INSIDE_FRAME`, `reader-late`.
import type { SearchQuery } from './query.ts'

export const readCode = (text: string): SearchQuery => {
  const part = text.trim()
  return /^[\w-]+$/.test(part)
    ? { ok: true, sought: { by: 'code', part: part.toLowerCase() } }
    : {
        ok: false,
        message: `“${part}” is not a code: a code is one word, or a part of one. Try stuck, reader-late, ECONNREFUSED or END_INSIDE_FRAME.`,
      }
}

/** Whether the search looks for `code`. */
export const hasPart = (code: string, part: string): boolean => code.toLowerCase().includes(part)
