// What is sought, as the page hands it to the worker, and how what was typed is read for each kind of search.
import type { LaneKind } from '@unstick/session'
import { readCode } from './code-query.ts'
import { readLength } from './length-query.ts'
import { looksLike, readNeedle } from './needle.ts'

export type SearchKind = 'text' | 'hex' | 'length' | 'code'

export type Sought =
  | { readonly by: 'bytes'; readonly needle: Uint8Array }
  /** Intervals of `least` to `most` bytes, on one lane or on all of them. */
  | {
      readonly by: 'length'
      readonly lane: LaneKind | undefined
      readonly least: number
      readonly most: number
    }
  /** Codes that have `part` in them, in any case. */
  | { readonly by: 'code'; readonly part: string }
  /** No hits: only how often each code is there. */
  | { readonly by: 'codes' }

/** `sought` is `undefined` where nothing was typed. */
export type SearchQuery =
  | { readonly ok: true; readonly sought: Sought | undefined }
  | { readonly ok: false; readonly message: string }

/** `kind`: as it was chosen; else bytes, as text or as hex, whichever they look like. */
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
