// `unstick guess`: which framing a session, a capture or raw bytes probably have.
import type { Command } from 'commander'
import { type Guess, type Guesses, guessFraming, guessMeaning, LOOKED_AT, rawBytes } from '@unstick/framing'
import { type Importer, sniff, type Sniffed } from '@unstick/formats'
import { guessSession, Session } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readInput } from '../input/input.ts'
import { withReadBack } from '../input/read-back.ts'
import { logOf } from '../input/read-log.ts'
import { endsEarly } from '../input/unpack.ts'
import { CommandFailed } from './command-failed.ts'
import { guessLine, portName } from './guess-lines.ts'
import { printData, printLines } from './output.ts'
import { readInto } from './read-session.ts'

interface GuessOptions {
  readonly raw?: boolean
  readonly json?: boolean
}

export const addGuess = (program: Command): void => {
  program
    .command('guess')
    .argument('<file>', 'a session, a capture or raw bytes; - is standard input')
    .description('say which framing the messages probably have, and why')
    .option('--raw', 'treat the file as raw bytes, even if it looks like a capture')
    .option('--json', 'print one JSON object per line')
    .addHelpText(
      'after',
      '\nOf each direction the first 64 KiB are looked at. Exit code 0: a framing fits; 1: none does, or the input is wrong.',
    )
    .action(async (file: string, { raw = false, json = false }: GuessOptions) => {
      const input = readInput(file, { packed: raw })
      const { importer, whole } = raw ? { importer: undefined, whole: input } : await sniff(input)
      const { found, trouble } = importer
        ? await guessCapture(file, { importer, whole })
        : await guessRaw(whole)
      await (json
        ? printData(found.map((each) => JSON.stringify(factsOf(each))))
        : printLines(found.flatMap(linesOf)))
      if (trouble) throw trouble
      if (found.every(({ guesses }) => guesses.best === undefined)) throw new CommandFailed(1)
    })
}

/** What was guessed together: the connections of one port, or raw bytes. */
interface Found {
  readonly port?: number
  readonly connections?: number
  readonly streams?: readonly string[]
  readonly guesses: Guesses
}

interface Looked {
  readonly found: readonly Found[]
  readonly trouble?: Refusal | undefined
}

/** Throws `NOTHING_TO_GUESS` and what unpacking throws. */
const guessRaw = async (pieces: AsyncIterable<Uint8Array>): Promise<Looked> => {
  const bytes = new Uint8Array(LOOKED_AT)
  let length = 0
  let isAll = true
  let trouble: Refusal | undefined
  try {
    for await (const piece of pieces) {
      const taken = piece.subarray(0, LOOKED_AT - length)
      bytes.set(taken, length)
      length += taken.length
      isAll = taken.length === piece.length
      if (!isAll) break
    }
  } catch (error) {
    if (!endsEarly(error)) throw error
    trouble = error
    isAll = false
  }
  if (length === 0) throw trouble ?? refusal('NOTHING_TO_GUESS', 'the input is empty')
  return { found: [{ guesses: guessFraming([rawBytes(bytes.subarray(0, length), isAll)]) }], trouble }
}

/** Throws `NOT_A_CAPTURE`, `NOTHING_TO_GUESS`. */
const guessCapture = (file: string, sniffed: Sniffed & { readonly importer: Importer }): Promise<Looked> =>
  withReadBack(file, sniffed.importer, async (options) => {
    const session = new Session(options)
    const trouble = await readInto(session, logOf(sniffed))
    const found = guessSession(session).map(({ streams, ...each }) => ({
      ...each,
      streams: streams.map(({ name }) => name),
    }))
    if (found.length === 0) throw trouble ?? refusal('NOTHING_TO_GUESS', whyNone(session))
    return { found, trouble }
  })

const whyNone = ({ streams }: Session): string =>
  streams.length === 0
    ? 'no connection in it carried any bytes'
    : 'it holds only UDP, whose datagrams keep their boundaries'

const factsOf = ({ guesses, ...where }: Found) => ({
  ...where,
  best: guesses.best?.framing ?? null,
  ...(guesses.instead !== undefined && { instead: guesses.instead }),
  guesses: guesses.ranked.map(({ framing, bits, sides, speaksFor, speaksAgainst }) => ({
    framing,
    bits,
    sides,
    speaksFor,
    speaksAgainst,
  })),
})

function linesOf({ port, connections, guesses }: Found): readonly string[] {
  const { best, ranked } = guesses
  const others = ranked.filter((each) => each !== best)
  return [
    `${portName(port, connections)}${guessLine(guesses)}`,
    ...(best ? [`  ${guessMeaning(best)}`, ...why(best)] : []),
    ...(others.length === 0
      ? []
      : [`  ${best ? 'Less likely' : 'Not enough speaks for'}:`, ...others.map(other)]),
  ]
}

const why = ({ speaksFor, speaksAgainst }: Guess): readonly string[] => [
  ...speaksFor.map((text) => `  for: ${text}`),
  ...speaksAgainst.map((text) => `  against: ${text}`),
]

const other = ({ framing, sides, bits }: Guess): string =>
  `    ${framing} (${sides.map(({ fit, of }) => `${fit} of ${of}`).join(' and ')}; ${bits} bits)`
