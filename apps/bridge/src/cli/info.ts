// `unstick info`: what a session or capture holds.
import type { Command } from 'commander'
import { ownFraming, type Session, summarize } from '@unstick/session'
import { readInput } from '../input/input.ts'
import { printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { readSession } from './read-session.ts'

export const addInfo = (program: Command): void => {
  program
    .command('info')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('say what a session or capture holds')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      // An interrupt ends the program before us in a pipeline too: what it says to its end is still read. A second
      // one ends us.
      const wait = () => undefined
      if (file === '-') process.once('SIGINT', wait)
      const { session, trouble } = await readSession(withProgress(readInput(file)))
      process.off('SIGINT', wait)
      const facts = factsOf(session)
      await printLines(json ? [JSON.stringify(facts)] : textLines(facts))
      if (trouble) throw trouble
    })
}

const factsOf = (session: Session) => ({
  ...session.header,
  bytes: session.length,
  ...summarize(session, ownFraming(session)),
  connections: session.streams.map((stream) => ({ stream: stream.name, bytes: stream.length })),
})

function* textLines(facts: ReturnType<typeof factsOf>): Generator<string> {
  for (const [name, value] of Object.entries(facts)) {
    if (Array.isArray(value))
      for (const { stream, bytes } of facts.connections) yield `stream ${stream}: ${bytes} bytes`
    else yield `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  }
}
