// `unstick info`: describes what a session or capture contains.
import type { Command } from 'commander'
import { SummaryReader } from '@unstick/session'
import { parseFramingOption } from './framing-option.ts'
import { infoFacts, infoLines } from './info-report.ts'
import { printData, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { withPass } from '../input/read-back.ts'
import { readInto } from './read-session.ts'

interface InfoOptions {
  readonly framing?: string
  readonly json?: boolean
}

export const addInfo = (program: Command): void => {
  program
    .command('info')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('describe what a session or capture contains')
    .option('--framing <spec>', 'count messages under this framing, such as struct:!I')
    .option('--json', 'print one JSON object')
    .action((file: string, { framing, json = false }: InfoOptions) => {
      const spec = framing === undefined ? undefined : parseFramingOption(framing)
      return withPass(file, async ({ pieces, options }) => {
        // An interrupt also ends the program before us in a pipeline, so we still read what it wrote until its end. A second
        // interrupt ends us.
        const wait = () => undefined
        if (file === '-') process.once('SIGINT', wait)
        const reader = new SummaryReader(options, spec)
        const push = (piece: Uint8Array) => reader.push(piece)
        const trouble = await readInto(reader.session, withProgress(pieces), push)
        process.off('SIGINT', wait)
        const facts = infoFacts(reader)
        await (json ? printData([JSON.stringify(facts)]) : printLines(infoLines(facts)))
        if (trouble) throw trouble
      })
    })
}
