// The one exception of this package. struct throws, as Python's does, because its callers expect that.

/** Thrown by everything in `struct`. Its message is the sentence of CPython 3.11's `struct.error`. */
export class StructError extends Error {
  override readonly name = 'StructError'
}
