// What a person is told when the disk refuses.
import { errnoOf, refusal } from '../errors.ts'

/** `DISK_FULL` or `DISK_FAILED` for an error that Node made of a failed write; any other error as it is. */
export const diskRefusal = (error: unknown, folder: string): unknown => {
  const errno = errnoOf(error)
  if (errno === undefined) return error
  return errno === 'ENOSPC' || errno === 'EDQUOT'
    ? refusal('DISK_FULL', folder)
    : refusal('DISK_FAILED', folder, errno)
}
