// A description that no section header can hold is refused in words, and nothing is written.
import { MAX_BLOCK_LENGTH, WriteError } from '@unstick/pcapng'
import { refusal } from '../errors.ts'

/** What `make` makes of a session's description. Throws `SESSION_HEADER_TOO_LONG`. */
export const refuseTooLong = (make: () => Uint8Array): Uint8Array => {
  try {
    return make()
  } catch (error) {
    if (error instanceof WriteError && error.code === 'BLOCK_TOO_LONG')
      throw refusal('SESSION_HEADER_TOO_LONG', MAX_BLOCK_LENGTH)
    throw error
  }
}
