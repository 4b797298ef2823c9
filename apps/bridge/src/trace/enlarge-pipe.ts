// Gives a pipe room for many calls of a traced program, so that it need not wait until they are read (F_SETPIPE_SZ,
// fcntl(2)).
import { loadCLibrary } from '../sockets/c-library.ts'

const F_SETPIPE_SZ = 1031
/** What Linux allows every user, unless it is set otherwise (pipe-max-size, proc_sys_fs(5)). */
const SIZE = 1_048_576

/** Where it cannot be done, the pipe keeps the 64 KiB that it has. */
export const enlargePipe = async (descriptor: number): Promise<void> => {
  try {
    const { declare } = await loadCLibrary()
    const fcntl: (fd: number, command: number, size: number) => number = declare(
      'int fcntl(int fd, int command, int size)',
    )
    fcntl(descriptor, F_SETPIPE_SZ, SIZE)
  } catch {
    // koffi is optional.
  }
}
