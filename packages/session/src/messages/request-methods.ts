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

const known = new WeakMap<Stream, RequestMethods>()

const methodsOf = (stream: Stream): RequestMethods => {
  const methods = known.get(stream) ?? new RequestMethods(stream)
  known.set(stream, methods)
  return methods
}

const isAbout = ({ transport }: Stream, spec: FramingSpec): boolean =>
  transport === 'tcp' && mainSpec(spec).kind === 'http1'

/** What a framer of `stream` may ask; `undefined` if its answers' requests cannot be counted. */
export const methodsFor = (stream: Stream, spec: FramingSpec): MethodOf | undefined =>
  isAbout(stream, spec)
    ? (index) => (stream.reverse === undefined ? undefined : methodsOf(stream.reverse).of(index))
    : undefined

/** Reads the stream's requests while their bytes are in memory, for the framer of the other direction. */
export const keepMethods = (stream: Stream, spec: FramingSpec): void => {
  if (isAbout(stream, spec)) methodsOf(stream).readAll()
}

/** Reads the requests as far as they are asked for. */
class RequestMethods {
  readonly #stream: Stream
  readonly #framer = createFramer({ kind: 'http1' }, 'client')
  readonly #found = new FrameColumns()
  readonly #methods: string[] = []
  /** The unfinished request. */
  #begun = { start: -1, method: '' }
  #taken = 0

  constructor(stream: Stream) {
    this.#stream = stream
  }

  of(index: number): string | undefined {
    if (!this.#hasBeginning()) return undefined
    while (this.#methods.length <= index && this.#readOn());
    return this.#methods[index]
  }

  readAll(): void {
    while (this.#readOn());
  }

  /** Takes more bytes, up to the first one that is missing; false if there are none. */
  #readOn(): boolean {
    const stream = this.#stream
    const from = this.#taken
    // What begins with an answer is not what a client sends.
    if (this.#framer.error !== undefined || this.#methods[0] === '') return false
    const [run] = heldRanges(stream, from, Math.min(stream.length, from + PIECE))
    if (run?.start !== from) return false
    this.#framer.intervals(stream.bytes(from, run.end), this.#found)
    this.#taken = run.end
    for (let row = 0; row < this.#found.count; row += 1) {
      const start = this.#found.start[row] as number
      this.#methods.push((start === this.#begun.start && this.#begun.method) || this.#methodAt(start))
    }
    this.#found.clear()
    // The log may have forgotten a long request's first bytes when it ends.
    const { frameStart, held } = this.#framer.position
    if (held > 0 && (frameStart !== this.#begun.start || this.#begun.method === ''))
      this.#begun = { start: frameStart, method: this.#methodAt(frameStart) }
    return true
  }

  /** Empty if no request begins there. */
  #methodAt(start: number): string {
    const head = String.fromCharCode(...this.#stream.bytes(start, start + LONGEST))
    return /^[^ /]+(?= )/.exec(head)?.[0] ?? ''
  }

  /** A capture that began later lacks requests. */
  #hasBeginning(): boolean {
    const { sequence, send, recv } = this.#stream
    return sequence.fromStart || send.count + recv.count > 0
  }
}
