// The result of counting a session.
import type { SessionCounts } from '@unstick/api'

/** `uncounted` says why there are no counts, and begins with "it" or "counting it". If neither is there, the file is damaged. */
export interface Counted {
  readonly counts?: SessionCounts
  readonly uncounted?: string
}

/** Larger files are listed without counts. In bytes. */
export const MAX_COUNTED = 32 * 1024 * 1024
