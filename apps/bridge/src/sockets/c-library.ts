// Calls of the C library by koffi, as the kernel takes them: what sockets, packets and namespaces need and Node hides.
import { getSystemErrorName } from 'node:util'
import type { LibraryHandle } from 'koffi'

export interface CLibrary {
  /** The C function of that prototype; the caller says what it is in TypeScript. */
  readonly declare: (prototype: string) => ReturnType<LibraryHandle['func']>
  /** Passes a result on that is not negative. Throws an error whose `code` is the errno's name otherwise. */
  readonly check: (call: string, result: number) => number
  /** The name of the last call's errno, such as `EAGAIN`. */
  readonly errno: () => string
  /** Where a typed array's bytes are, for a structure that holds a pointer. It must not be collected meanwhile. */
  readonly address: (bytes: ArrayBufferView) => bigint
  /** Calls back in Node's own event loop once the descriptor is ready; `close` it before the descriptor. */
  readonly watch: (fd: number, readiness: 'readable' | 'writable', ready: () => void) => { close(): void }
}

let loaded: Promise<CLibrary> | undefined

/** Rejects if koffi is not installed, which is optional. */
export const loadCLibrary = (): Promise<CLibrary> => (loaded ??= load())

const load = async (): Promise<CLibrary> => {
  const koffi = await import('koffi')
  // Node itself is linked with the C library, so it is there whatever its file is called.
  const library = koffi.load(null)
  const errno = (): string => getSystemErrorName(-koffi.errno())
  return {
    declare: (prototype) => library.func(prototype),
    check: (call, result) => {
      if (result >= 0) return result
      const code = errno()
      throw Object.assign(new Error(`${call} failed with ${code}`), { code })
    },
    errno,
    address: (bytes) => koffi.address(bytes),
    watch: (fd, readiness, ready) => koffi.node.poll(fd, { [readiness]: true }, ready),
  }
}
