// `unstick guess`: which framing a session, a capture or raw bytes probably have.
import type { Command } from 'commander'
import { type Guess, guessMeaning } from '@unstick/framing'
import { counted, type DatagramPort } from '@unstick/session'
import { CommandFailed } from './command-failed.ts'
import { type Found, lookAt } from './guess-input.ts'
import { guessLine, portName } from './guess-lines.ts'
import { printData, printLines } from './output.ts'

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
      '\nOf each direction the first 64 KiB are looked at. Exit code 0: a framing fits, or none is needed (UDP); 1: none fits, or the input is wrong.',
    )
    .action(async (file: string, { raw = false, json = false }: GuessOptions) => {
      const { found, datagrams, trouble } = await lookAt(file, raw)
      await (json
        ? printData(
            [...found.map(factsOf), ...datagrams.map(datagramFacts)].map((facts) => JSON.stringify(facts)),
          )
        : printLines([...found.flatMap(linesOf), ...datagrams.map(datagramLine)]))
      if (trouble) throw trouble
      if (found.length > 0 && found.every(({ guesses }) => guesses.best === undefined))
        throw new CommandFailed(1)
    })
}

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

/** `Port 3478 (UDP), 12 datagrams: each is a message, because UDP keeps boundaries. All fit stun (--framing stun)`. */
const datagramLine = ({ port, datagrams, guess }: DatagramPort): string =>
  `Port ${port} (UDP), ${counted(datagrams, 'datagram')}: each is a message, because UDP keeps boundaries, so that no framing is needed.` +
  (guess
    ? ` ${guess.datagrams === datagrams ? 'All' : `The first ${guess.datagrams}`} fit ${guess.framing} (--framing ${guess.framing})`
    : '')

const datagramFacts = ({ port, streams, datagrams, guess }: DatagramPort) => ({
  port,
  transport: 'udp',
  streams: streams.map(({ name }) => name),
  datagrams,
  best: guess?.framing ?? null,
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
