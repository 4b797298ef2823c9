// The new file of `--record`.
import { errnoOf, refusal } from '../errors.ts'
import { Recorder } from '../log/recorder.ts'

/** Throws `FILE_UNWRITABLE`, `DISK_FULL`, `DISK_FAILED`. */
export const createRecord = async (file: string, opening: readonly Uint8Array[]): Promise<Recorder> => {
  try {
    return await Recorder.create(file, opening)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    throw refusal('FILE_UNWRITABLE', file, errno === 'EEXIST' ? 'it already exists' : errno)
  }
}
