// Makes this process the parent of every orphan among its descendants (PR_SET_CHILD_SUBREAPER, prctl(2)), so that a program
// that puts itself in the background is still found.
import { loadCLibrary } from '../sockets/c-library.ts'

const PR_SET_CHILD_SUBREAPER = 36

/** Resolves to whether it could be done: without koffi it cannot. */
export const becomeSubreaper = async (): Promise<boolean> => {
  try {
    const { declare, check } = await loadCLibrary()
    const prctl: (option: number, value: number, a: number, b: number, c: number) => number = declare(
      'int prctl(int option, unsigned long value, unsigned long a, unsigned long b, unsigned long c)',
    )
    check('prctl', prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
    return true
  } catch {
    return false
  }
}
