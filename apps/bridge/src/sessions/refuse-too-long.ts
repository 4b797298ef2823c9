// Refuses a description that no section header can hold, before anything is written.
import { MAX_BLOCK_LENGTH, WriteError } from '@unstick/pcapng'
import { refusal } from '../errors.ts'

/** Returns what `make` returns. Throws `SESSION_HEADER_TOO_LONG`. */
export const refuseTooLong = (make: () => Uint8Array): Uint8Array => {
  try {
    return make()
  } catch (error) {
    if (error instanceof WriteError && error.code === 'BLOCK_TOO_LONG')
      throw refusal('SESSION_HEADER_TOO_LONG', MAX_BLOCK_LENGTH)
    throw error
  }
}
