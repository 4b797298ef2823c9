// What the bridge and the thread of an export say to each other. The thread sends a word for each word that it gets.
import type { ExportKind } from '@unstick/formats'
import type { Holes } from '@unstick/session'
import type { ErrorCode } from '../errors.ts'

/** What shall be exported, and how. */
export interface ExportAsked {
  readonly kind: ExportKind
  /** The session's name in an HTML page. */
  readonly name: string
  /** A stream's index. */
  readonly stream: number
  /** The text of a framing, or of one for each port. */
  readonly framing: string
  /** The file of the built viewer. */
  readonly viewer: string
}

/** Begins a thread. */
export interface ExportJob extends ExportAsked {
  /** The open file of the session, and how many of its bytes count. */
  readonly descriptor: number
  readonly size: number
}

/** Bytes of the stream that were never captured. */
export interface ExportHoles {
  readonly missing: number
  readonly how: Holes
}

export type ThreadWord =
  | { readonly type: 'begun'; readonly holes: ExportHoles | undefined }
  | { readonly type: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly message: string }
