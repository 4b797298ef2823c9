// `unstick info`: what a session or capture holds.
import type { Command } from 'commander'
import { ownFraming, type Session, summarize } from '@unstick/session'
import { printLines } from './output.ts'
import { readSession, refuseDamaged } from './read-session.ts'

export const addInfo = (program: Command): void => {
  program
    .command('info')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('say what a session or capture holds')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      const session = await readSession(file)
      const facts = factsOf(session)
      await printLines(json ? [JSON.stringify(facts)] : textLines(facts))
      refuseDamaged(session)
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
