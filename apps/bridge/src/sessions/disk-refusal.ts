// The error that a person gets when the disk refuses a write.
import { isFull } from '../disk/full-disk.ts'
import { errnoOf, refusal } from '../errors.ts'

/** `DISK_FULL` or `DISK_FAILED` for Node's error of a failed write. Any other error is returned as it is. */
export const diskRefusal = (error: unknown, folder: string): unknown => {
  const errno = errnoOf(error)
  if (errno === undefined) return error
  return isFull(error) ? refusal('DISK_FULL', folder) : refusal('DISK_FAILED', folder, errno)
}
