// The processes of a log, by their threads.
import type { Caller } from '../record.ts'
import { DescriptorTable } from './descriptor-table.ts'
import type { FollowedProcess } from './socket-event.ts'

export class ProcessState implements FollowedProcess {
  readonly pid: number | undefined
  name: string | undefined
  words: readonly string[] = []
  table: DescriptorTable
  /** How many of its threads are known and have not ended. */
  threads = 1

  constructor(pid: number | undefined, table: DescriptorTable) {
    this.pid = pid
    this.table = table
  }
}

/** A fork that has begun and not returned: who is the child is not known yet. */
interface Forking {
  readonly parent: ProcessState
  readonly flags: readonly string[]
}

interface Found {
  readonly process: ProcessState
  readonly parent: ProcessState | undefined
  readonly isNew: boolean
}

/** A log with more threads that never end has its oldest ones forgotten. */
const MAX_THREADS = 65_536

export class ProcessTable {
  readonly #byThread = new Map<number, ProcessState>()
  /** By the thread that forks. */
  readonly #forking = new Map<number, Forking>()
  /** Children that were found by their own lines, before the fork returned. */
  readonly #early = new Set<number>()
  #first: ProcessState | undefined

  /** `undefined` if the thread's first line has not come. */
  get({ pid = -1 }: Caller): ProcessState | undefined {
    return this.#byThread.get(pid)
  }

  /**
   * A thread that the log has not shown so far. It is the child of a fork that has not returned, if there is one; else the
   * log begins in the middle, or does not have the calls that make processes. Then it has descriptors of its own if the
   * log says what is behind each (`labelled`), and is taken for a thread of the first process otherwise.
   */
  find(caller: Caller, labelled: boolean): Found {
    const fork = this.#forking.entries().next()
    if (!fork.done) {
      const [thread, { parent, flags }] = fork.value
      this.#forking.delete(thread)
      const process = this.#fork(parent, caller, flags)
      this.#early.add(caller.pid ?? -1)
      return { process, parent, isNew: process !== parent }
    }
    if (this.#first && !labelled) {
      this.#add(caller, this.#first)
      this.#first.threads++
      this.#first.table.uncertain = true
      return { process: this.#first, parent: undefined, isNew: false }
    }
    const isFirst = this.#first === undefined
    const process = new ProcessState(caller.pid, new DescriptorTable(!isFirst))
    this.#first ??= process
    this.#add(caller, process)
    return { process, parent: undefined, isNew: true }
  }

  /** A fork has begun. */
  begin(caller: Caller, parent: ProcessState, flags: readonly string[]): void {
    this.#forking.set(caller.pid ?? -1, { parent, flags })
  }

  /** A fork has returned. The child is `undefined` if there is none, or if its own lines came first. */
  fork(
    caller: Caller,
    parent: ProcessState,
    child: Caller | undefined,
    flags: readonly string[],
  ): ProcessState | undefined {
    this.#forking.delete(caller.pid ?? -1)
    if (child?.pid === undefined || this.#early.delete(child.pid)) return undefined
    return this.#byThread.has(child.pid) ? undefined : this.#fork(parent, child, flags)
  }

  /** A thread has ended. Returns its process if it was the last. */
  end({ pid = -1 }: Caller): ProcessState | undefined {
    const process = this.#byThread.get(pid)
    this.#byThread.delete(pid)
    this.#forking.delete(pid)
    return process && --process.threads === 0 ? process : undefined
  }

  /** A process has a command of its own now, with one thread, and shares its descriptors with nobody. */
  exec(caller: Caller, process: ProcessState): void {
    if (process.threads > 1)
      for (const [thread, other] of this.#byThread)
        if (other === process && thread !== (caller.pid ?? -1)) this.#byThread.delete(thread)
    process.threads = 1
    this.unshare(process)
  }

  unshare(process: ProcessState): void {
    if (process.table.users === 1) return
    process.table.users--
    process.table = process.table.copy()
  }

  #fork(parent: ProcessState, child: Caller, flags: readonly string[]): ProcessState {
    if (flags.includes('CLONE_THREAD')) {
      parent.threads++
      this.#add(child, parent)
      return parent
    }
    const { table } = parent
    const shares = flags.includes('CLONE_FILES')
    if (shares) table.users++
    const process = new ProcessState(child.pid, shares ? table : table.copy())
    process.name = child.name ?? parent.name
    process.words = parent.words
    this.#add(child, process)
    return process
  }

  #add({ pid = -1 }: Caller, process: ProcessState): void {
    this.#byThread.set(pid, process)
    if (this.#byThread.size <= MAX_THREADS) return
    const oldest = this.#byThread.keys().next()
    if (!oldest.done) this.#byThread.delete(oldest.value)
  }
}
