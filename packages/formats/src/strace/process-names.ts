// Under which name each process of a trace is shown: that of the program that it executes.
import type { FollowedProcess, SocketEvent } from '@unstick/strace'
import { programName } from './program-name.ts'

export class ProcessNames {
  readonly #command: string | undefined
  /** The first command of a traced one is the shell that becomes it. */
  #hasBegun = false
  readonly #names = new WeakMap<FollowedProcess, string>()

  /** `command` is the name of the traced command: `server.py`, or `server.py 2` if another one has that name. */
  constructor(command: string | undefined) {
    this.#command = command
  }

  take(event: SocketEvent): void {
    const { process } = event
    if (event.kind === 'command' && this.#command !== undefined && !this.#hasBegun) this.#hasBegun = true
    else if (event.kind === 'command') this.#names.set(process, this.#unique(programName(process.words)))
    else if (event.kind === 'process' && event.parent) {
      const name = this.#names.get(event.parent)
      if (name !== undefined) this.#names.set(process, name)
    }
  }

  /** A process whose start is not in the trace has the name that the kernel gives it, or its number. */
  of(process: FollowedProcess): string {
    const { pid, name } = process
    const own = name ?? (pid === undefined ? 'program' : `process ${pid}`)
    return this.#names.get(process) ?? this.#command ?? own
  }

  /** The command's own name, which may have a number, where it is the command. */
  #unique(name: string): string {
    return this.#command?.replace(/ \d+$/, '') === name ? this.#command : name
  }
}
