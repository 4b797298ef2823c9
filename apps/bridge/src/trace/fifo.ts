// Named pipes in a folder of the run's own: what a program writes into one is read here, or the other way round. A socket, which Node gives a child
// as its standard output, would not do: programs cannot open `/dev/stdout` then, and strace not its file.
import { execFile } from 'node:child_process'
import { constants, openSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { heard } from '../heard.ts'

export class Fifos {
  readonly #folder: string
  readonly #descriptors = new Map<string, number>()

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes one of each name, and opens it for reading: so a writer need not wait. */
  static async make(names: readonly string[]): Promise<Fifos> {
    const fifos = new Fifos(await mkdtemp(join(await realpath(tmpdir()), 'unstick-run-')))
    await makeFifos(names.map((name) => fifos.path(name)))
    for (const name of names)
      fifos.#descriptors.set(name, openSync(fifos.path(name), constants.O_RDONLY | constants.O_NONBLOCK))
    return fifos
  }

  path(name: string): string {
    return join(this.#folder, name)
  }

  /** What is written into it, until its last writer closes it. It must have a writer by now, because it ends without one. */
  read(name: string): Socket {
    const fd = this.#descriptors.get(name)
    if (fd === undefined) throw new Error(`there is no FIFO ${name}`)
    return heard(new Socket({ fd, readable: true, writable: false }))
  }

  /** Makes one, and opens it for writing, before anybody reads it: at its end the reader's input ends. */
  async makeInput(name: string): Promise<Socket> {
    await makeFifos([this.path(name)])
    // Open for reading too, because otherwise it would wait for a reader.
    const fd = openSync(this.path(name), constants.O_RDWR | constants.O_NONBLOCK)
    return heard(new Socket({ fd, readable: false, writable: true }))
  }

  /** Removes the names; whoever has one open keeps it. */
  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }
}

const makeFifos = async (paths: readonly string[]): Promise<void> => {
  await promisify(execFile)('mkfifo', ['-m', '600', ...paths])
}
