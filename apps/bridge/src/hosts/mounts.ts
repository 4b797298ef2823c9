// Mounts in the mount namespace of this process (mount(2)), which no other process sees.
import { loadCLibrary } from '../sockets/c-library.ts'

const MS_BIND = 4096

/** Puts a file in the place of another, which must be there. */
export const mountOver = async (file: string, source: string): Promise<void> => {
  const { declare, check } = await loadCLibrary()
  const mount: (source: string, target: string, type: null, flags: number, data: null) => number = declare(
    'int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data)',
  )
  check(`mount over ${file}`, mount(source, file, null, MS_BIND, null))
}
