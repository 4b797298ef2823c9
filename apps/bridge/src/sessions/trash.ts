// Deleted sessions, kept until the folder's owner empties `.trash`: deleting can be undone.
import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { move } from '../disk/durable.ts'
import { errnoOf, refusal } from '../errors.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`. */
export const deleteSession = async (folder: SessionsFolder, id: string): Promise<void> => {
  const path = await folder.existing(id)
  folder.mustBeOver(id)
  await move(path, join(folder.trash, basename(path)))
}

/** Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_EXISTS`. */
export const restoreSession = async (folder: SessionsFolder, id: string): Promise<void> => {
  const path = folder.fileOf(id)
  if (await exists(path)) throw refusal('SESSION_EXISTS', id)
  try {
    await move(join(folder.trash, basename(path)), path)
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? refusal('SESSION_UNKNOWN', id) : error
  }
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
