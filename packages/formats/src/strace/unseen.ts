// What a trace does not show, in a sentence each: so nobody takes what is missing for what did not happen.
import type { ClockKind, SocketEvent } from '@unstick/strace'

export class Unseen {
  readonly #said = new Set<string>()
  #problems = 0
  #firstProblem = ''

  /** A sentence that is new, if the event has one. `program` is the name of its process. */
  take(event: SocketEvent, program: string): string | undefined {
    if (event.kind === 'unseen')
      return this.#once(
        `${program} uses io_uring: what it sends and receives that way is not in its calls, and is missing here.`,
      )
    if (event.kind === 'pass' && event.direction === 'recv' && event.passed.some(isLost))
      return this.#once(
        `${program} got a descriptor from another process, and the trace does not say of what: calls on it are missing here.`,
      )
    return undefined
  }

  /** Something that could not be read; `message` names its place. */
  problem(message: string): void {
    if (this.#problems === 0) this.#firstProblem = message
    this.#problems += 1
  }

  /** Why nothing could be read, if nothing could. */
  get firstProblem(): string {
    return this.#firstProblem
  }

  /**
   * The sentences about the whole trace. `metAny`: clients' addresses came from the other end. `supposedAny`: a datagram's
   * sender was its socket's only partner.
   */
  atEnd(
    clock: ClockKind | undefined,
    { metAny, supposedAny }: { readonly metAny: boolean; readonly supposedAny: boolean },
  ): readonly string[] {
    return [
      ...(metAny
        ? [
            "This trace does not show every socket's own address (strace -yy does): clients have the one that accept returned.",
          ]
        : []),
      ...(supposedAny
        ? [
            'recv on a UDP socket that is not connected does not say who sent a datagram (recvfrom does): it is shown under the only partner that the socket had by then.',
          ]
        : []),
      ...(clock === undefined
        ? [
            'This trace has no times, so all its calls are at the same moment here: strace -ttt -T writes them.',
          ]
        : clock === 'epoch'
          ? []
          : [`This trace has times ${clocks[clock]}: only how they differ is meant, not the date.`]),
      ...(this.#problems === 0
        ? []
        : [`${this.#problems} of its lines could not be read. The first: ${this.#firstProblem}`]),
    ]
  }

  #once(sentence: string): string | undefined {
    if (this.#said.has(sentence)) return undefined
    this.#said.add(sentence)
    return sentence
  }
}

const clocks = { day: 'of a day', relative: 'since its first line' } as const

const isLost = ({ descriptor, socket }: Extract<SocketEvent, { kind: 'pass' }>['passed'][number]): boolean =>
  socket === undefined && descriptor.label === undefined
