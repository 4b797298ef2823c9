// Reads what was typed, for each kind of search.
import { readCode } from './code-query.ts'
import { readLength } from './length-query.ts'
import type { SearchKind, SearchQuery } from './query.ts'
import { looksLike, readNeedle } from './needle.ts'

/** `kind`: the chosen one; otherwise bytes, as text or as hex, depending on what they look like. */
export const kindOf = (text: string, kind: SearchKind | undefined): SearchKind => kind ?? looksLike(text)

export const readQuery = (text: string, kind: SearchKind): SearchQuery => {
  if (kind === 'length' || kind === 'code') {
    if (text.trim() === '') return { ok: true, sought: undefined }
    return kind === 'length' ? readLength(text) : readCode(text)
  }
  const needle = readNeedle(text, kind)
  if (!needle.ok) return needle
  return {
    ok: true,
    sought: needle.bytes.length === 0 ? undefined : { by: 'bytes', needle: needle.bytes },
  }
}
