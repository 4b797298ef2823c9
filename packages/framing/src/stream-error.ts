// A framing error as the exception that streams want.
import type { FramingError } from './errors.ts'

/** What a stream fails with; `error` is the framer's own account, `code` its code. */
export class FramingStreamError extends Error {
  override readonly name = 'FramingStreamError'
  readonly code: FramingError['code']
  readonly error: FramingError

  constructor(error: FramingError) {
    super(`${error.message} (${error.code} at byte ${error.offset})`)
    this.code = error.code
    this.error = error
  }
}
