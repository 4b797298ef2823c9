// Gives a file that replaces another one the same owner, group and mode.
import { chmod, chown, type FileHandle, stat } from 'node:fs/promises'
import { errnoOf } from '../errors.ts'

const GROUP = 0o070

/**
 * Gives the new file `path` the access of `old`. If the group cannot be kept, the new group gets no rights. Rejects with
 * Node's error.
 */
export const keepAccess = async (path: string, old: FileHandle): Promise<void> => {
  const { mode, uid, gid } = await old.stat()
  const own = await stat(path)
  const kept = (own.uid === uid && own.gid === gid) || (await ifAllowed(chown(path, uid, gid)))
  await ifAllowed(chmod(path, kept || own.gid === gid ? mode & 0o777 : mode & 0o777 & ~GROUP))
}

/** Only root can give files away, and some file systems (FAT, SMB) have no modes. */
const ifAllowed = async (change: Promise<void>): Promise<boolean> => {
  try {
    await change
    return true
  } catch (error) {
    if (!refused.has(errnoOf(error) ?? '')) throw error
    return false
  }
}

const refused = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
