// A command that records into a file of a sessions folder says so to the bridges that use the folder.
import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errnoOf } from '../errors.ts'
import { Membership } from './membership.ts'

const SUFFIX = '.pcapng'

/**
 * Until what it resolves with is called. Elsewhere than in a sessions folder there is nobody to tell, and where the
 * folder does not let this user tell it, the recording goes on all the same.
 */
export const markRecording = async (file: string): Promise<() => Promise<void>> => {
  const path = join(dirname(file), '.bridges')
  try {
    await access(path)
    const membership = await Membership.join(path)
    await membership.mark(basename(file, SUFFIX))
    return () => membership.leave()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return () => Promise.resolve()
  }
}
