// `unstick frames`: prints the messages that a framing finds in a session's or capture's streams, or in raw bytes.
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { FramingSpec } from '@unstick/framing'
import { type Importer, sniff, type Sniffed } from '@unstick/formats'
import { FrameReader, grouped, type IntervalLine, kindOfLane } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readInput } from '../input/input.ts'
import { logOf } from '../input/read-log.ts'
import { endsEarly } from '../input/unpack.ts'
import { parseFramingOption } from './framing-option.ts'
import { print, printData, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { rawFrameLines } from './raw-frames.ts'
import { withReadBack } from '../input/read-back.ts'
import { jsonLines } from './session-report.ts'

interface FramesOptions {
  readonly framing: string
  readonly raw?: boolean
  readonly json?: boolean
}

export const addFrames = (program: Command): void => {
  program
    .command('frames')
    .argument('<file>', 'a session, a capture or raw bytes; - is standard input')
    .description('print the messages that a framing finds')
    .requiredOption('--framing <spec>', 'the framing, such as struct:!I')
    .option('--raw', 'treat the file as raw bytes, even if it looks like a capture')
    .option('--json', 'print one JSON object per line')
    .action(async (file: string, { framing, raw = false, json = false }: FramesOptions) => {
      const spec = parseFramingOption(framing)
      const input = readInput(file, { packed: raw })
      const { importer, whole } = raw ? { importer: undefined, whole: input } : await sniff(input)
      const pieces = process.stdout.isTTY ? whole : withProgress(whole)
      if (importer) await framesOfCapture({ importer, whole: pieces }, file, spec, json)
      else await framesOfRaw(pieces, file, spec, json)
    })
}

/** Throws `FRAMING_NEEDED`, `FRAMING_FAILED` and what `unpack` throws. */
const framesOfRaw = async (
  pieces: AsyncIterable<Uint8Array>,
  file: string,
  spec: FramingSpec,
  json: boolean,
): Promise<void> => {
  if (spec.kind === 'none') throw refusal('FRAMING_NEEDED')
  const name = file === '-' ? file : basename(file)
  let early: Refusal | undefined
  const lines = rawFrameLines(
    upTo(pieces, (why) => (early = why)),
    name,
    spec,
    json,
  )
  for (;;) {
    const { value, done } = await lines.next()
    if (!done) await print(value)
    else if (early) throw early
    else if (value) throw refusal('FRAMING_FAILED', name, value.code, value.offset, value.message)
    else return
  }
}

/** Ends when unpacking ends, and says why. */
async function* upTo(
  pieces: AsyncIterable<Uint8Array>,
  onEnd: (why: Refusal) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces
  } catch (error) {
    if (!endsEarly(error)) throw error
    onEnd(error)
  }
}

/** Throws `FRAMING_FAILED` for the first stream that does not fit the framing, `NOT_A_CAPTURE`, `FILE_DAMAGED`. */
const framesOfCapture = (
  sniffed: Sniffed & { readonly importer: Importer },
  file: string,
  spec: FramingSpec,
  json: boolean,
): Promise<void> =>
  withReadBack(file, sniffed.importer, async (options) => {
    const reader = new FrameReader(spec, options)
    let failure: Refusal | undefined
    const give = async (lines: Iterable<IntervalLine>) => {
      const given = [...lines]
      await (json ? printData(jsonLines(given)) : printLines(textLines(given)))
      for (const { stream, start, error, message = '' } of given) {
        if (error !== undefined) failure ??= refusal('FRAMING_FAILED', stream, error, start, message)
      }
    }
    let early: Refusal | undefined
    for await (const piece of upTo(logOf(sniffed), (why) => (early = why))) await give(reader.push(piece))
    await give(reader.end())
    const { problem, length } = reader.session
    if (length === 0) throw early ?? refusal('NOT_A_CAPTURE', problem?.message ?? 'it is empty.')
    const damaged = problem && refusal('FILE_DAMAGED', `${problem.message} Everything before it was read.`)
    const trouble = early ?? damaged ?? failure
    if (trouble) throw trouble
  })

/** What is said of a message's beginning, if another message comes before its end. */
const GOES_ON = 'goes on after the next message'

function* textLines(lines: Iterable<IntervalLine>): Generator<string> {
  for (const { lane, stream, index, start, end, error, complete, held, needed, apart } of lines) {
    const of =
      held === undefined || needed === undefined ? '' : `: ${grouped(held)} of ${grouped(needed)} bytes`
    const state = error ?? (complete === false ? `unfinished${of}` : '')
    if (apart === 'skipped') yield `${stream} skipped [${start}, ${end})`
    else
      yield `${stream} ${kindOfLane(lane)} ${index} [${start}, ${end}) ${apart === 'part' ? GOES_ON : state}`.trimEnd()
  }
}
