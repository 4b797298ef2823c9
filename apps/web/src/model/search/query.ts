// A search as the page gives it to the worker, and the result of reading what was typed.
import type { LaneKind } from '@unstick/session'

export type SearchKind = 'text' | 'hex' | 'length' | 'code'

export type Sought =
  | { readonly by: 'bytes'; readonly needle: Uint8Array }
  /** Intervals of `least` to `most` bytes, on one lane or on all lanes. */
  | {
      readonly by: 'length'
      readonly lane: LaneKind | undefined
      readonly least: number
      readonly most: number
    }
  /** Codes that contain `part`, in any case. */
  | { readonly by: 'code'; readonly part: string }
  /** No hits, only how often each code occurs. */
  | { readonly by: 'codes' }

/** `sought` is `undefined` if nothing was typed. */
export type SearchQuery =
  | { readonly ok: true; readonly sought: Sought | undefined }
  | { readonly ok: false; readonly message: string }
