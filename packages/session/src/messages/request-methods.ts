// The methods of HTTP/1.1 requests in the other direction, because the end of an answer depends on them: those to HEAD have no
// body, and what follows one to CONNECT is a tunnel (RFC 9112, 6.3).
import { createFramer, FrameColumns, type MethodOf, mainSpec } from '@unstick/framing'
import type { FramingSpec } from '@unstick/framing'
import type { Stream } from '../streams/stream.ts'
import { heldRanges } from '../streams/stream-bytes.ts'

/** As many bytes of requests are read at once. */
const PIECE = 64 * 1024
/** The longest method. */
const LONGEST = 32

/** What a framer of `stream` may ask; `undefined` if its answers' requests cannot be counted. */
export const methodsFor = (stream: Stream, spec: FramingSpec): MethodOf | undefined => {
  const { reverse, transport } = stream
  if (reverse === undefined || transport === 'udp' || mainSpec(spec).kind !== 'http1') return undefined
  const methods = new RequestMethods(reverse)
  return (index) => methods.of(index)
}

/** Reads the requests as far as they are asked for. */
class RequestMethods {
  readonly #stream: Stream
  readonly #framer = createFramer({ kind: 'http1' }, 'client')
  readonly #found = new FrameColumns()
  readonly #methods: string[] = []
  #taken = 0

  constructor(stream: Stream) {
    this.#stream = stream
  }

  of(index: number): string | undefined {
    if (!this.#hasBeginning()) return undefined
    while (this.#methods.length <= index && this.#readOn());
    return this.#methods[index]
  }

  /** Takes more bytes, up to the first one that is missing; false if there are none. */
  #readOn(): boolean {
    const stream = this.#stream
    const from = this.#taken
    const [run] = heldRanges(stream, from, Math.min(stream.length, from + PIECE))
    if (run?.start !== from) return false
    this.#framer.intervals(stream.bytes(from, run.end), this.#found)
    this.#taken = run.end
    for (let row = 0; row < this.#found.count; row += 1) {
      const start = this.#found.start[row] as number
      const head = String.fromCharCode(...stream.bytes(start, start + LONGEST))
      this.#methods.push(/^[^ ]+(?= )/.exec(head)?.[0] ?? '')
    }
    this.#found.clear()
    return true
  }

  /** A capture that began later lacks requests. */
  #hasBeginning(): boolean {
    const { sequence, send, recv } = this.#stream
    return sequence.fromStart || send.count + recv.count > 0
  }
}
