// Programs on a private network reach only each other. One that connects to something of this machine's own is refused, and
// this says why.
import { type Call, endpointText } from '@unstick/session'

/** A connection that failed. */
interface Failed {
  readonly program: string
  readonly to: string
  readonly errno: string
}

/** Nobody listens there, or there is no way there. */
const refusals = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN'])

export class OutOfReach {
  readonly #listened = new Set<number>()
  readonly #failed = new Map<string, Failed>()

  /** Takes each call of the run. */
  take(program: string, { name, result, local, remote }: Call): void {
    if (name === 'listen' || name === 'accept' || (name === 'bind' && local.port !== 0))
      this.#listened.add(local.port)
    if (name !== 'connect' || typeof result === 'number' || !refusals.has(result.errno)) return
    const to = endpointText(remote)
    this.#failed.set(`${program} ${to}`, { program, to, errno: result.errno })
  }

  /** A sentence for each place that a program could not reach, and where no program of the run ever listened. */
  get sentences(): readonly string[] {
    return [...this.#failed.values()]
      .filter(({ to }) => !this.#listened.has(Number(to.slice(to.lastIndexOf(':') + 1))))
      .map(
        ({ program, to, errno }) =>
          `${program} could not connect to ${to} (${errno}): on a private network programs reach only each other. Without --private they use this machine's own network.`,
      )
  }
}
