// Reads a session's description from the first block of its file, synchronously.
import { CaptureReader } from '@unstick/pcapng'
import { findSessionHeader, type SessionHeader } from '@unstick/session'
import { OddEntry, readRegular } from '../disk/regular-file.ts'

/** Enough bytes for nearly all first blocks, and for every first block that a session of ours has. */
const FEW = 4 * 1024
const MOST = 4 * 1024 * 1024

export interface OwnWords {
  readonly header: SessionHeader | undefined
  /** Why it cannot be opened. */
  readonly unreadable: string | undefined
}

/** Throws Node's error if the file is gone. */
export const readOwnWords = (path: string): OwnWords => {
  try {
    const words = parse(readRegular(path, FEW))
    return { header: (words.isWhole ? words : parse(readRegular(path, MOST))).header, unreadable: undefined }
  } catch (error) {
    if (error instanceof OddEntry) return { header: undefined, unreadable: error.why }
    throw error
  }
}

/** `isWhole`: whether these bytes decide it: they contain the whole first block, or a fault, or the whole short file. */
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
