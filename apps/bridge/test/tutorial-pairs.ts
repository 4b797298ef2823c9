// Runs the tutorial's servers and clients, as they stand there, under `unstick run` on a network of their own.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session, type Stream } from '@unstick/session'
import { type BuiltCommand, ended, waitFor } from './built-command.ts'
import { expect } from 'vitest'
import { ownProgram, python } from './own-program.ts'
import { descendantsOf } from './process-tree.ts'

export interface Ran {
  readonly streams: readonly Stream[]
  readonly stdout: string
}

const program = (name: string): string => `${python} ${ownProgram(`tutorial/${name}.py`)}`
const whenListening = (port: number): string => `${ownProgram('when-listening.sh')} ${port}`

export class TutorialPairs {
  readonly #unstick: BuiltCommand
  readonly #folder: string

  constructor(unstick: BuiltCommand, folder: string) {
    this.#unstick = unstick
    this.#folder = folder
  }

  /** `typed` is the client's input. A server that never ends is stopped when the client has ended. */
  run(name: string, port: number, typed = '', serverEnds = false): Promise<Ran> {
    const client = program(`${name}-client`)
    const input = typed === '' ? client : `printf '${typed.replaceAll('\n', '\\n')}' | ${client}`
    return this.#run(name, program(`${name}-server`), `${whenListening(port)} && ${input}`, serverEnds)
  }

  /** While the server is busy with something else: it stops before accept, and goes on when all was sent. */
  withBusyServer(name: string): Promise<Ran> {
    const pid = join(this.#folder, `${name}.pid`)
    const [stop, goOn] = ['STOP', 'CONT'].map((signal) => `kill -${signal} $(cat ${pid})`) as [string, string]
    const client = program(`${name}-client`)
    return this.#run(
      name,
      `echo $$ > ${pid}; exec ${program(`${name}-server`)}`,
      `${whenListening(8080)} && ${stop} && ${client}; ${goOn}`,
      true,
    )
  }

  /** A server and two clients. Each line is typed once its pattern has been printed, the first when the server is there; the server is stopped at the end. */
  async chat(
    lines: readonly (readonly [after: RegExp | undefined, line: string])[],
  ): Promise<{ readonly streams: readonly Stream[]; readonly printed: string }> {
    const file = join(this.#folder, 'chat.pcapng')
    const client = program('chat-client')
    const words = ['run', '--private', '--record', file, program('chat-server'), client, client]
    const child = this.#unstick.start(words)
    const end = ended(child)
    await expect.poll(() => isBound(Number(child.pid), 8081), { timeout: 20_000 }).toBe(true)
    for (const [after, line] of lines) {
      if (after) await waitFor(child.stdout, after)
      child.stdin?.write(`${line}\n`)
    }
    await waitFor(child.stderr, /chat-client\.py ended/)
    child.kill('SIGINT')
    const { stdout } = await end
    return { streams: await streamsOf(file), printed: stdout }
  }

  async #run(name: string, server: string, client: string, serverEnds: boolean): Promise<Ran> {
    const file = join(this.#folder, `${name}.pcapng`)
    const child = this.#unstick.start(['run', '--private', '--record', file, server, client])
    const end = ended(child)
    if (!serverEnds) {
      await waitFor(child.stderr, /when-listening\.sh ended/)
      child.kill('SIGINT')
    }
    const { stdout } = await end
    return { streams: await streamsOf(file), stdout }
  }
}

const streamsOf = async (file: string): Promise<readonly Stream[]> => {
  const session = new Session()
  session.push(await readFile(file))
  session.end()
  return session.streams
}

/** Whether a program below has bound this UDP port, on whichever network it is. */
const isBound = (below: number, port: number): boolean =>
  descendantsOf(below).some(({ id }) => {
    try {
      return readFileSync(`/proc/${id}/net/udp`, 'latin1').includes(`:${port.toString(16).toUpperCase()} `)
    } catch {
      // It has ended since.
      return false
    }
  })
