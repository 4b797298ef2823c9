// A file that takes another one's place keeps its owner, group and mode.
import { chmod, chown, type FileHandle, stat } from 'node:fs/promises'
import { errnoOf } from '../errors.ts'

const GROUP = 0o070

/**
 * Gives the new file `path` what `old` has. Where the group cannot be kept, the other group gets nothing. Rejects with
 * Node's error.
 */
export const keepAccess = async (path: string, old: FileHandle): Promise<void> => {
  const { mode, uid, gid } = await old.stat()
  const own = await stat(path)
  const kept = (own.uid === uid && own.gid === gid) || (await ifAllowed(chown(path, uid, gid)))
  await ifAllowed(chmod(path, kept || own.gid === gid ? mode & 0o777 : mode & 0o777 & ~GROUP))
}

/** Only root gives files away, and some file systems (FAT, SMB) have no modes. */
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
