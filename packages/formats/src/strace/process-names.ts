// Under which name each process of a trace is shown: that of the program that it executes.
import type { Caller, StraceRecord } from '@unstick/strace'
import { programName } from './program-name.ts'

export class ProcessNames {
  readonly #command: string | undefined
  /** By thread. */
  readonly #names = new Map<number, string>()

  /** `command` is the name of the traced command: `server.py`, or `server.py 2` if another one has that name. */
  constructor(command: string | undefined) {
    this.#command = command
  }

  take(record: StraceRecord): void {
    const { pid } = record.caller
    if (pid === undefined) return
    if (record.kind === 'exec' && record.result === 0)
      this.#names.set(pid, this.#unique(programName(record.words)))
    else if (record.kind === 'fork' && record.child?.pid !== undefined) {
      const name = this.#names.get(pid)
      if (name !== undefined && !this.#names.has(record.child.pid)) this.#names.set(record.child.pid, name)
    } else if (record.kind === 'end') this.#names.delete(pid)
  }

  /** A thread whose start is not in the trace has the name that the kernel gives it, or its number. */
  of({ pid, name }: Caller): string {
    const known = pid === undefined ? undefined : this.#names.get(pid)
    return known ?? this.#command ?? name ?? (pid === undefined ? 'program' : `process ${pid}`)
  }

  /** The command's own name, which may have a number, where it is the command. */
  #unique(name: string): string {
    return this.#command?.replace(/ \d+$/, '') === name ? this.#command : name
  }
}
