// Mounts in the mount namespace of this process (mount(2)), which no other process sees.
import { loadCLibrary } from '../sockets/c-library.ts'

const MS_NOSUID = 2
const MS_NODEV = 4
const MS_NOEXEC = 8
const MS_BIND = 4096

type Mount = (source: string, target: string, type: string, flags: number) => void

const load = async (): Promise<Mount> => {
  const { declare, check } = await loadCLibrary()
  const mount: (...args: [...Parameters<Mount>, null]) => number = declare(
    'int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data)',
  )
  return (source, target, type, flags) =>
    void check(`mount of ${target}`, mount(source, target, type, flags, null))
}

/** Makes `/proc` that of this process's own process namespace. */
export const mountProc = async (): Promise<void> => {
  const mount = await load()
  mount('proc', '/proc', 'proc', MS_NOSUID | MS_NODEV | MS_NOEXEC)
}

/** Puts a file in the place of another, which must be there. */
export const mountOver = async (file: string, source: string): Promise<void> => {
  const mount = await load()
  mount(source, file, '', MS_BIND)
}
