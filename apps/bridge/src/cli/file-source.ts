// What `unstick export` gives an exporter of a file, and what was wrong with it once that is written.
import { basename } from 'node:path'
import { type ExportSource, ImportDamage, type Pieces, sniff, titleOf, unpackedName } from '@unstick/formats'
import {
  type Framed,
  frameStream,
  type Holes,
  MAX_ZEROS,
  missingBytes,
  missingTail,
  type Session,
  type Stream,
  tailWords,
} from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readViewer } from '../export/viewer.ts'
import { readInput } from '../input/input.ts'
import { notACapture } from '../input/not-a-capture.ts'
import { endsEarly } from '../input/unpack.ts'
import { builtViewer } from '../places.ts'
import { parseFramingsOption } from './framing-option.ts'
import { readSession } from './read-session.ts'

export interface SourceOptions {
  /** As `unstick info` names it. */
  readonly stream?: string
  /** A spec's text. */
  readonly framing?: string
  readonly holes?: Holes
}

export class FileSource implements ExportSource {
  readonly name: string
  readonly #file: string
  readonly #options: SourceOptions
  #trouble: Refusal | undefined

  constructor(file: string, options: SourceOptions) {
    this.name = file === '-' ? 'session' : titleOf(unpackedName(basename(file)))
    this.#file = file
    this.#options = options
  }

  /** Why not all was exported: `FILE_DAMAGED`, `STREAM_HAS_HOLES`, `STREAM_ENDS_EARLY`, `FRAMING_FAILED`, or what `unpack` throws. */
  get trouble(): Refusal | undefined {
    return this.#trouble
  }

  /** The pieces throw `NOT_A_CAPTURE` if there is nothing to export. */
  readonly log = (): Pieces<Uint8Array> => this.#log()

  /** Throws `STREAM_UNKNOWN`, `HOLES_TOO_LARGE` and what `readSession` throws. */
  readonly stream = async (): Promise<{ readonly stream: Stream; readonly holes: Holes }> => {
    const { stream: name, holes } = this.#options
    const session = await this.#read()
    const [only, ...others] = session.streams
    const stream = name === undefined && only && others.length === 0 ? only : named(session, name)
    const missing = missingBytes(stream)
    if (holes === undefined && missing > MAX_ZEROS)
      throw refusal('HOLES_TOO_LARGE', stream.name, missing, MAX_ZEROS)
    const how = holes === 'skip' ? 'left out' : 'written as zeros'
    if (missing > 0) this.#trouble ??= refusal('STREAM_HAS_HOLES', stream.name, missing, how)
    const tail = missingTail(stream)
    if (tail) this.#trouble ??= refusal('STREAM_ENDS_EARLY', stream.name, tailWords(tail))
    return { stream, holes: holes ?? 'zeros' }
  }

  /** Throws `FRAMING_MALFORMED`, `STREAM_UNKNOWN` and what `readSession` throws. */
  readonly messages = async (): Promise<{
    readonly session: Session
    readonly framed: readonly Framed[]
  }> => {
    const { stream: name, framing: text = 'none' } = this.#options
    const framing = parseFramingsOption(text)
    const session = await this.#read()
    const framed = (name === undefined ? session.streams : [named(session, name)]).map((stream) =>
      frameStream(stream, framing),
    )
    this.#trouble ??= framed.map(framingFailure).find((failure) => failure !== undefined)
    return { session, framed }
  }

  /** Throws `PAGE_NOT_BUILT`. */
  readonly viewer = () => readViewer(builtViewer)

  async #read(): Promise<Session> {
    const { session, trouble } = await readSession(readInput(this.#file))
    this.#trouble = trouble
    return session
  }

  async *#log(): AsyncGenerator<Uint8Array> {
    let began = false
    try {
      const { importer, whole } = await sniff(readInput(this.#file))
      if (!importer) throw await notACapture(whole)
      for await (const { pieces } of importer.blocks(whole)) {
        began = true
        yield* pieces
      }
    } catch (error) {
      const damaged = error instanceof ImportDamage
      if (!began) throw damaged ? refusal('NOT_A_CAPTURE', error.message) : error
      if (!damaged && !endsEarly(error)) throw error
      this.#trouble = damaged ? refusal('FILE_DAMAGED', error.message) : error
    }
  }
}

const framingFailure = ({ stream, error, naive, failures: [first] }: Framed): Refusal | undefined => {
  if (error) return refusal('FRAMING_FAILED', stream.name, error.code, error.offset, error.message)
  if (first) return refusal('FRAMING_FAILED', stream.name, first.code, first.start, first.message)
  const tail = naive ? undefined : missingTail(stream)
  return tail && refusal('FRAMING_FAILED', stream.name, 'BYTES_MISSING', tail.start, tailWords(tail))
}

/** Names are unique: if ports are used again, the second stream's name ends with `#2`. Throws `STREAM_UNKNOWN`. */
const named = (session: Session, name = ''): Stream => {
  const stream = session.streams.find((each) => each.name === name)
  if (stream) return stream
  throw refusal('STREAM_UNKNOWN', `called "${name}"`, session.streams.map((each) => each.name).join(', '))
}
