// `unstick frames`: prints the messages that a framing finds in a session's or capture's streams, or in raw bytes.
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { Direction, FramingSpec } from '@unstick/framing'
import { type Importer, sniff, type Sniffed } from '@unstick/formats'
import { FrameReader, type IntervalLine } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readInput } from '../input/input.ts'
import { logOf } from '../input/read-log.ts'
import { endsEarly } from '../input/unpack.ts'
import { captureLines, PREVIEWED } from './capture-lines.ts'
import { parseFramingOption, parseFramingsOption } from './framing-option.ts'
import { lookAt } from './guess-input.ts'
import { guessLine, portName } from './guess-lines.ts'
import { print, printData, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { rawFrameLines } from './raw-frames.ts'
import { withReadBack } from '../input/read-back.ts'
import { jsonLines } from './session-report.ts'
import { addWhichStreams, beginningAt, checkChosen, chosenBy, type WhichStreams } from './which-streams.ts'

interface FramesOptions extends WhichStreams {
  readonly framing: string
  readonly side?: Direction
  readonly raw?: boolean
  readonly json?: boolean
}

/** What the command line gives: it may lack the framing. */
type Asked = Omit<FramesOptions, 'framing'> & Partial<Pick<FramesOptions, 'framing'>>

export const addFrames = (program: Command): void => {
  addWhichStreams(program.command('frames'))
    .argument('<file>', 'a session, a capture or raw bytes; - is standard input')
    .description('print the messages that a framing finds')
    .option(
      '--framing <spec>',
      'the framing, such as struct:!I; or one for each port: 5432=postgres,6379=redis',
    )
    .addOption(
      new Option('--side <side>', 'which side sent raw bytes, if the protocol differs').choices([
        'client',
        'server',
      ]),
    )
    .option('--raw', 'treat the file as raw bytes, even if it looks like a capture')
    .option('--json', 'print one JSON object per line')
    .action(async (file: string, asked: Asked) => {
      const { framing, raw = false } = asked
      if (framing === undefined) throw refusal('FRAMING_MISSING', await guessed(file, raw))
      const options = { ...asked, framing }
      parseFramingsOption(framing)
      const input = readInput(file, { packed: raw })
      const { importer, whole } = raw ? { importer: undefined, whole: input } : await sniff(input)
      const pieces = process.stdout.isTTY ? whole : withProgress(whole)
      if (importer) await framesOfCapture({ importer, whole: pieces }, file, options)
      else await framesOfRaw(pieces, file, parseFramingOption(framing), options)
    })
}

/** What the input looks like, in a sentence for each port; nothing is framed by what was only guessed. */
const guessed = async (file: string, raw: boolean): Promise<string> => {
  const { found } = await lookAt(file, raw)
  return found
    .map(({ port, connections, guesses }) => `${portName(port, connections)}${guessLine(guesses)}.`)
    .join(' ')
}

/** Throws `FRAMING_NEEDED`, `FRAMING_FAILED` and what `unpack` throws. */
const framesOfRaw = async (
  pieces: AsyncIterable<Uint8Array>,
  file: string,
  spec: FramingSpec,
  { json = false, side = 'client', start = 0 }: FramesOptions,
): Promise<void> => {
  if (spec.kind === 'none') throw refusal('FRAMING_NEEDED')
  const name = file === '-' ? file : basename(file)
  let early: Refusal | undefined
  const lines = rawFrameLines(
    upTo(pieces, (why) => (early = why)),
    name,
    { spec, json, side, start },
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
  options: FramesOptions,
): Promise<void> =>
  withReadBack(file, sniffed.importer, async (bytes) => {
    const { framing, json = false, start } = options
    const only = chosenBy(options)
    const reader = new FrameReader(beginningAt(parseFramingsOption(framing), start), bytes, {
      ...(only && { only }),
      body: json ? 0 : PREVIEWED,
    })
    let failure: Refusal | undefined
    const give = async (lines: Iterable<IntervalLine>) => {
      const given = [...lines]
      await (json ? printData(jsonLines(given)) : printLines(captureLines(given)))
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
    checkChosen(reader.session, options)
    const trouble = early ?? damaged ?? failure
    if (trouble) throw trouble
  })
