// What is sought, as the page hands it to the worker, and what comes of reading what was typed.
import type { LaneKind } from '@unstick/session'

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
