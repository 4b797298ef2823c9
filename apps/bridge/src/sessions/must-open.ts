// Reads a session's new file before it replaces the old one, so that a fault of ours cannot cost a recording.
import { open } from 'node:fs/promises'
import { CaptureReader } from '@unstick/pcapng'
import { findSessionHeader } from '@unstick/session'
import { piecesOf } from '../disk/file-pieces.ts'
import type { Written } from './write-session.ts'

/** Throws if the file is not a session of that title with those packets. */
export const mustOpen = async (path: string, title: string, written: Written): Promise<void> => {
  let found: string | undefined
  const reader = new CaptureReader({
    section: ({ comments = [] }) => {
      found ??= findSessionHeader(comments)?.header.title
    },
    packet: () => undefined,
  })
  const file = await open(path, 'r')
  try {
    for await (const piece of piecesOf(file, { piece: PIECE })) {
      reader.push(piece)
      if (reader.error) break
    }
  } finally {
    await file.close()
  }
  reader.end()
  const { error, counts } = reader
  const isDamaged = error !== undefined && written.problem === undefined
  if (isDamaged || found !== title || counts.packets !== written.packets)
    throw new Error(
      `the rewritten session does not open: ${error?.message ?? `${counts.packets} of ${written.packets} packets`}`,
    )
}

const PIECE = 1024 * 1024
