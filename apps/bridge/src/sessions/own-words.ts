// What a session's file says of itself in its first block, read while the caller waits.
import { CaptureReader } from '@unstick/pcapng'
import { findSessionHeader, type SessionHeader } from '@unstick/session'
import { OddEntry, readRegular } from '../disk/regular-file.ts'

/** Enough for nearly all first blocks, and for every one that a session has. Bytes. */
const FEW = 4 * 1024
const MOST = 4 * 1024 * 1024

export interface OwnWords {
  readonly header: SessionHeader | undefined
  /** Why it cannot be opened. */
  readonly unreadable: string | undefined
}

/** Throws Node's error where the file is gone. */
export const readOwnWords = (path: string): OwnWords => {
  try {
    const words = parse(readRegular(path, FEW))
    return { header: (words.isWhole ? words : parse(readRegular(path, MOST))).header, unreadable: undefined }
  } catch (error) {
    if (error instanceof OddEntry) return { header: undefined, unreadable: error.why }
    throw error
  }
}

/** `isWhole`: whether the first block is in these bytes, or no block is. */
const parse = (
  bytes: Uint8Array,
): { readonly header: SessionHeader | undefined; readonly isWhole: boolean } => {
  let header: SessionHeader | undefined
  const reader = new CaptureReader({
    section: ({ comments = [] }) => {
      header ??= findSessionHeader(comments)?.header
    },
    packet: () => undefined,
  })
  reader.push(bytes)
  return { header, isWhole: reader.offset > 0 || reader.error !== undefined || bytes.length < FEW }
}
