// A framing error as an exception, because streams fail with exceptions.
import type { FramingError } from './errors.ts'

/** What a stream fails with. `error` is the framer's error, `code` its code. */
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
