// Earlier versions of Unstick kept unfinished files beside the sessions. If they were killed, those files stayed.
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const temporary = /^\.(?:import|rename|new)-[0-9a-f-]{36}$/
/** A file that was written to in the last minute may still be in use. */
const AGE_MS = 60_000

/** Rejects with Node's error. */
export const sweepOldTemporaries = async (folder: string): Promise<void> => {
  for (const name of (await readdir(folder)).filter((each) => temporary.test(each))) {
    const path = join(folder, name)
    const { mtimeMs } = await lstat(path)
    if (Date.now() - mtimeMs > AGE_MS) await rm(path, { force: true })
  }
}
