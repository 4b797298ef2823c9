// `unstick info`: describes what a session or capture contains.
import type { Command } from 'commander'
import { guessSession, SummaryReader } from '@unstick/session'
import { parseFramingsOption } from './framing-option.ts'
import { guessFacts, guessLines } from './guess-lines.ts'
import { framingFailure, infoFacts, infoLines } from './info-report.ts'
import { printData, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { withPass } from '../input/read-back.ts'
import { readInto } from './read-session.ts'
import { addWhichStreams, beginningAt, checkChosen, chosenBy, type WhichStreams } from './which-streams.ts'

interface InfoOptions extends WhichStreams {
  readonly framing?: string
  readonly json?: boolean
}

/** So many ports are guessed at, those with the most bytes. */
const SHOWN_PORTS = 4

export const addInfo = (program: Command): void => {
  addWhichStreams(program.command('info'))
    .argument('<file>', 'a session or capture; - is standard input')
    .description('describe what a session or capture contains')
    .option(
      '--framing <spec>',
      'count messages under this framing, such as struct:!I; or one for each port: 5432=postgres,6379=redis',
    )
    .option('--json', 'print one JSON object')
    .action((file: string, options: InfoOptions) => {
      const { framing: text, start, json = false } = options
      const framing = text === undefined ? undefined : beginningAt(parseFramingsOption(text), start)
      return withPass(file, async ({ pieces, options: bytes }) => {
        // An interrupt also ends the program before us in a pipeline, so we still read what it wrote until its end. A second
        // interrupt ends us.
        const wait = () => undefined
        if (file === '-') process.once('SIGINT', wait)
        const reader = new SummaryReader(bytes, framing)
        const push = (piece: Uint8Array) => reader.push(piece)
        const trouble = await readInto(reader.session, withProgress(pieces), push)
        process.off('SIGINT', wait)
        const facts = infoFacts(reader, chosenBy(options))
        const guesses =
          framing === undefined && facts.framing === 'none' ? guessSession(reader.session, SHOWN_PORTS) : []
        await (json
          ? printData([JSON.stringify({ ...facts, guesses: guesses.map(guessFacts) })])
          : printLines([...infoLines(facts), ...guessLines(guesses)]))
        checkChosen(reader.session, options)
        const failed = trouble ?? framingFailure(facts)
        if (failed) throw failed
      })
    })
}
