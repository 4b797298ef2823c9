// `unstick export`: writes a session or capture as pcapng, one stream's bytes, the frames as JSON lines, or a page that
// contains the session and its viewer.
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import {
  frameStream,
  type Holes,
  MAX_ZEROS,
  messageText,
  missingBytes,
  type Session,
  type Stream,
  streamBytes,
} from '@unstick/session'
import { builtViewer } from '../places.ts'
import { Refusal, refusal } from '../errors.ts'
import { htmlPage, readViewer } from '../export/html-page.ts'
import { readInput } from '../input/input.ts'
import { endsEarly } from '../input/unpack.ts'
import { SessionBlocks } from '../sessions/session-blocks.ts'
import { parseFramingOption } from './framing-option.ts'
import { readSession } from './read-session.ts'
import { writeOut } from './write-out.ts'

interface ExportOptions {
  readonly pcapng?: string
  readonly raw?: string
  readonly frames?: string
  readonly html?: string
  readonly stream?: string
  readonly framing?: string
  readonly holes?: Holes
}

export const addExport = (program: Command): void => {
  program
    .command('export')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('write the contents of a session or capture to another file; - is standard output')
    .option('--pcapng <out>', 'everything as pcapng')
    .option('--raw <out>', 'the recorded bytes of one stream')
    .option('--frames <out>', 'the messages in a framing, one JSON object per line')
    .option('--html <out>', 'everything with its viewer, as one page that opens without a server')
    .option('--stream <name>', 'the stream to export, as `unstick info` names it')
    .option('--framing <spec>', 'the framing, such as struct:!I')
    .addOption(
      new Option('--holes <how>', 'what --raw writes for bytes that were never captured').choices([
        'zeros',
        'skip',
      ]),
    )
    .action(async (file: string, options: ExportOptions) => {
      const { pcapng, raw, frames, html } = options
      if ([pcapng, raw, frames, html].filter((out) => out !== undefined).length > 1)
        throw refusal('EXPORT_OF_WHAT')
      if (pcapng !== undefined) return exportPcapng(file, pcapng)
      if (raw !== undefined) return exportRaw(file, raw, options)
      if (frames !== undefined) return exportFrames(file, frames, options)
      if (html !== undefined) return exportHtml(file, html)
      throw refusal('EXPORT_OF_WHAT')
    })
}

/** Throws `NOT_A_CAPTURE`, `FILE_UNWRITABLE`, and, once all that can be read is written, what was wrong with the rest. */
const exportPcapng = (file: string, out: string): Promise<void> =>
  withPcapng(file, (pieces) => writeOut(out, pieces))

/** Throws `PAGE_NOT_BUILT`, `EXPORT_TOO_LARGE` and what `exportPcapng` throws. */
const exportHtml = async (file: string, out: string): Promise<void> => {
  const viewer = await readViewer(builtViewer)
  const name = file === '-' ? 'session' : basename(file).replace(/(\.(pcapng|pcap|cap))?(\.(gz|zst))?$/, '')
  await withPcapng(file, (pieces) => writeOut(out, htmlPage(viewer, name, pieces)))
}

/** Lets `use` read the file as pcapng to its end, and then throws what was wrong with the file. */
const withPcapng = async (
  file: string,
  use: (pieces: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> => {
  let early: Refusal | undefined
  const blocks = new SessionBlocks((own) => own)
  const pieces = async function* () {
    try {
      for await (const piece of readInput(file)) {
        yield* blocks.push(piece)
        if (blocks.error) break
      }
    } catch (error) {
      if (!endsEarly(error)) throw error
      early = error
    }
    blocks.end()
    if (!blocks.format) throw early ?? refusal('NOT_A_CAPTURE', blocks.error?.message ?? '')
  }
  await use(pieces())
  if (early) throw early
  if (blocks.error) throw refusal('FILE_DAMAGED', blocks.error.message)
}

/** Throws `STREAM_UNKNOWN`, `HOLES_TOO_LARGE`, `FILE_UNWRITABLE`, `STREAM_HAS_HOLES`, and what `readSession` throws or found. */
const exportRaw = async (
  file: string,
  out: string,
  { stream: name, holes }: ExportOptions,
): Promise<void> => {
  const { session, trouble } = await readSession(readInput(file))
  const [only, ...others] = session.streams
  const stream = name === undefined && only && others.length === 0 ? only : named(session, name)
  const missing = missingBytes(stream)
  if (holes === undefined && missing > MAX_ZEROS)
    throw refusal('HOLES_TOO_LARGE', stream.name, missing, MAX_ZEROS)
  await writeOut(out, streamBytes(stream, holes ?? 'zeros'))
  if (trouble) throw trouble
  const how = holes === 'skip' ? 'left out' : 'written as zeros'
  if (missing > 0) throw refusal('STREAM_HAS_HOLES', stream.name, missing, how)
}

/** Throws `FRAMING_MALFORMED`, `STREAM_UNKNOWN`, `FILE_UNWRITABLE`, `FRAMING_FAILED` and what `readSession` throws or found. */
const exportFrames = async (
  file: string,
  out: string,
  { stream: name, framing = 'none' }: ExportOptions,
): Promise<void> => {
  const spec = parseFramingOption(framing)
  const { session, trouble } = await readSession(readInput(file))
  const framed = (name === undefined ? session.streams : [named(session, name)]).map((stream) =>
    frameStream(stream, spec),
  )
  await writeOut(out, messageText(session, framed))
  if (trouble) throw trouble
  for (const { stream, error, failures } of framed) {
    if (error) throw refusal('FRAMING_FAILED', stream.name, error.code, error.offset, error.message)
    for (const { code, start, message } of failures)
      throw refusal('FRAMING_FAILED', stream.name, code, start, message)
  }
}

/** Names are unique: if ports are used again, the second stream's name ends with `#2`. Throws `STREAM_UNKNOWN`. */
const named = (session: Session, name = ''): Stream => {
  const stream = session.streams.find((each) => each.name === name)
  if (stream) return stream
  throw refusal('STREAM_UNKNOWN', name, session.streams.map((each) => each.name).join(', '))
}
