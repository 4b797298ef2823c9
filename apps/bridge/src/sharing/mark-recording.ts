// Marks the file that a command records into: bridges on the same sessions folder list it as live, and no other command
// appends to it meanwhile.
import { createHash } from 'node:crypto'
import { access, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pcapng } from '@unstick/formats'
import { errnoOf } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import { mustNotBeLive } from './must-not-be-live.ts'
import { Membership } from './membership.ts'
import { Turns } from './turns.ts'

const SUFFIX = pcapng.extension

/**
 * The mark stays until the returned function is called. Files outside a sessions folder are marked in `home`, Unstick's
 * own folder. If this user may not write the mark, the recording goes on without it. Throws `SESSION_LIVE`, `FOLDER_BUSY`.
 */
export const markRecording = async (file: string, home: string): Promise<() => Promise<void>> => {
  let membership: Membership | undefined
  try {
    const { path, name } = await placeOf(file, home)
    const joined = await Membership.join(path)
    membership = joined
    // In a turn, so that a rename or deletion in progress is over before the file is opened, and the next one sees the mark.
    await new Turns(joined).take(async () => {
      await joined.sweep()
      mustNotBeLive(await joined.liveElsewhere(), name, basename(file, SUFFIX))
      await joined.mark(name)
    })
    return () => joined.leave()
  } catch (error) {
    await membership?.leave()
    if (errnoOf(error) === undefined) throw error
    return () => Promise.resolve()
  }
}

/** Where the mark lies, and its name. A file can have several names because of links, so its real path counts. */
const placeOf = async (file: string, home: string): Promise<{ path: string; name: string }> => {
  const real = await realPathOf(file)
  const path = join(dirname(real), '.bridges')
  try {
    await access(path)
    return { path, name: basename(real, SUFFIX) }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    await makeFolder(home)
    return { path: join(home, 'recording'), name: createHash('sha256').update(real).digest('hex') }
  }
}

/** A file that does not exist yet has the real path of its folder. */
const realPathOf = async (file: string): Promise<string> => {
  try {
    return await realpath(file)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return join(await realpath(dirname(file)), basename(file))
  }
}
