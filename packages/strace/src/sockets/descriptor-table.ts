// The descriptors of one process, or of several that share them (CLONE_FILES).
import type { SocketState } from './followed-socket.ts'

export interface Entry {
  /** Absent if it is no socket. */
  readonly socket: SocketState | undefined
  readonly closeOnExec: boolean
}

/** More descriptors than a process has are not followed: the kernel's default for `nr_open` is 1,048,576. */
const MAX_DESCRIPTORS = 65_536

export class DescriptorTable {
  readonly #entries = new Map<number, Entry>()
  /** How many processes share it. */
  users = 1
  /** Whether the log does not say where its processes have their descriptors from. */
  uncertain: boolean

  constructor(uncertain: boolean) {
    this.uncertain = uncertain
  }

  get(fd: number): Entry | undefined {
    return this.#entries.get(fd)
  }

  /** Puts something behind a descriptor. Returns the socket that was there and has lost this descriptor. */
  set(fd: number, socket: SocketState | undefined, closeOnExec: boolean): SocketState | undefined {
    const old = this.delete(fd)
    if (this.#entries.size >= MAX_DESCRIPTORS) return old
    this.#entries.set(fd, { socket, closeOnExec })
    if (socket) {
      socket.holders++
      if (this.uncertain) socket.uncertain = true
    }
    return old
  }

  setCloseOnExec(fd: number, closeOnExec: boolean): void {
    const entry = this.#entries.get(fd)
    if (entry) this.#entries.set(fd, { ...entry, closeOnExec })
  }

  /** Returns the socket that has lost this descriptor. */
  delete(fd: number): SocketState | undefined {
    const entry = this.#entries.get(fd)
    if (!entry) return undefined
    this.#entries.delete(fd)
    if (entry.socket) entry.socket.holders--
    return entry.socket
  }

  /** Its descriptors from `first` to `last`, both included. */
  between(first: number, last: number): number[] {
    return [...this.#entries.keys()].filter((fd) => fd >= first && fd <= last)
  }

  /** The descriptors that an execve closes. */
  closedByExec(): number[] {
    return [...this.#entries].filter(([, { closeOnExec }]) => closeOnExec).map(([fd]) => fd)
  }

  all(): number[] {
    return [...this.#entries.keys()]
  }

  /** What a child has that shares it no longer. */
  copy(): DescriptorTable {
    const copy = new DescriptorTable(this.uncertain)
    for (const [fd, { socket, closeOnExec }] of this.#entries) copy.set(fd, socket, closeOnExec)
    return copy
  }
}
