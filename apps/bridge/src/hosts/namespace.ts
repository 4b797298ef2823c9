// Makes a network namespace, or takes one over, and runs code inside it. A socket belongs to the namespace in which it
// was opened, and a child process to the one in which it was started (network_namespaces(7)).
import { closeSync, openSync } from 'node:fs'
import { loadCLibrary } from '../sockets/c-library.ts'

const CLONE_NEWNET = 0x4000_0000
/** The namespace of the calling thread. Only Node's main thread calls this. */
const MINE = '/proc/thread-self/ns/net'

interface NamespaceCalls {
  unshare(): void
  enter(descriptor: number): void
}

let loaded: Promise<NamespaceCalls> | undefined

const load = async (): Promise<NamespaceCalls> => {
  const { declare, check } = await loadCLibrary()
  const unshare: (flags: number) => number = declare('int unshare(int flags)')
  const setns: (fd: number, type: number) => number = declare('int setns(int fd, int type)')
  return {
    unshare: () => void check('unshare', unshare(CLONE_NEWNET)),
    enter: (fd) => void check('setns', setns(fd, CLONE_NEWNET)),
  }
}

export class NetworkNamespace {
  /** Descriptor of the namespace's file. It stays open as long as this process lives, and so keeps the namespace. */
  readonly descriptor: number
  readonly #calls: NamespaceCalls
  readonly #home: number

  private constructor(calls: NamespaceCalls, home: number, descriptor: number) {
    this.#calls = calls
    this.#home = home
    this.descriptor = descriptor
  }

  /** Makes a new one. Rejects if this process may not, or if koffi is not installed. */
  static async make(): Promise<NetworkNamespace> {
    const calls = await (loaded ??= load())
    const home = openSync(MINE, 'r')
    calls.unshare()
    try {
      return new NetworkNamespace(calls, home, openSync(MINE, 'r'))
    } finally {
      calls.enter(home)
    }
  }

  /** The one whose file is open as that descriptor, which closes with it. Rejects as `make` does. */
  static async of(descriptor: number): Promise<NetworkNamespace> {
    const calls = await (loaded ??= load())
    return new NetworkNamespace(calls, openSync(MINE, 'r'), descriptor)
  }

  /** Calls a function inside the namespace. What that function leaves for later runs outside. */
  run<Result>(action: () => Result): Result {
    this.#calls.enter(this.descriptor)
    try {
      return action()
    } finally {
      this.#calls.enter(this.#home)
    }
  }

  close(): void {
    closeSync(this.descriptor)
    closeSync(this.#home)
  }
}
