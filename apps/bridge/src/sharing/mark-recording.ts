// Marks the file that a command records into, so that bridges on the same sessions folder list it as live.
import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pcapng } from '@unstick/formats'
import { errnoOf } from '../errors.ts'
import { Membership } from './membership.ts'

const SUFFIX = pcapng.extension

/**
 * The mark stays until the returned function is called. Outside a sessions folder no mark is needed. If this user may not
 * write the mark, the recording goes on without it.
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
