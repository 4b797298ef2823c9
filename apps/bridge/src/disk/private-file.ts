// Files and folders that only their owner may read, whatever the umask, because a recording may contain passwords.
import { chmod, type FileHandle, mkdir, open, stat, unlink } from 'node:fs/promises'
import { errnoOf } from '../errors.ts'

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** Creates a file that must not exist yet (mode 0600), for writing and reading. Rejects with Node's error. */
export const createPrivateFile = async (path: string): Promise<FileHandle> => {
  const file = await open(path, 'wx+', FILE_MODE)
  try {
    // The umask may have removed even the owner's rights.
    await whereModesAre(file.chmod(FILE_MODE))
    return file
  } catch (error) {
    await file.close()
    await unlink(path)
    throw error
  }
}

/** Creates a folder that must not exist yet (mode 0700). Rejects with Node's error. */
export const createPrivateFolder = async (path: string): Promise<void> => {
  await mkdir(path, { mode: FOLDER_MODE })
  await whereModesAre(chmod(path, FOLDER_MODE))
}

/** Makes one of Unstick's own folders if it is missing, and sets its mode in any case. Rejects with Node's error. */
export const ownFolder = async (path: string, mode = FOLDER_MODE): Promise<void> => {
  try {
    await mkdir(path, { mode: FOLDER_MODE })
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error
  }
  await whereModesAre(chmod(path, mode & 0o777))
}

/** Some file systems (FAT, SMB) have no modes, and the mount decides. So a refused change is no failure. */
const whereModesAre = async (changed: Promise<void>): Promise<void> => {
  try {
    await changed
  } catch (error) {
    if (!modeless.has(errnoOf(error) ?? '')) throw error
  }
}

const modeless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
