// What counting a session came to.
import type { SessionCounts } from '@unstick/api'

/** `uncounted` says why there are no counts, and begins with "it" or "counting it"; without either it is damaged. */
export interface Counted {
  readonly counts?: SessionCounts
  readonly uncounted?: string
}

/** Larger files are listed without counts. Bytes. */
export const MAX_COUNTED = 32 * 1024 * 1024
