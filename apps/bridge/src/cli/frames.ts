// `unstick frames`: the messages in a session's or capture's streams under a framing.
import type { Command } from 'commander'
import { frameStream, messageLines, type Session, type Stream } from '@unstick/session'
import type { FramingSpec } from '@unstick/framing'
import { refusal } from '../errors.ts'
import { parseFramingOption } from './framing-option.ts'
import { printLines } from './output.ts'
import { readSession, refuseDamaged } from './read-session.ts'
import { jsonLines } from './session-report.ts'

export const addFrames = (program: Command): void => {
  program
    .command('frames')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('print the messages under a framing')
    .requiredOption('--framing <spec>', 'the framing, such as struct:!I')
    .option('--json', 'print one JSON object a line')
    .action(async (file: string, { framing, json = false }: { framing: string; json?: boolean }) => {
      const spec = parseFramingOption(framing)
      const session = await readSession(file)
      const broken: string[] = []
      for (const stream of session.streams) {
        const problem = await printFrames(session, stream, spec, json)
        if (problem !== undefined) broken.push(`${stream.name}: ${problem}`)
      }
      refuseDamaged(session)
      if (broken.length > 0) throw refusal('FILE_DAMAGED', broken.join(' '))
    })
}

/** Returns the framing error's sentence where the bytes did not carry the framing. */
const printFrames = async (
  session: Session,
  stream: Stream,
  spec: FramingSpec,
  json: boolean,
): Promise<string | undefined> => {
  const framed = frameStream(stream, spec)
  const lines = messageLines(session, framed)
  await printLines(json ? jsonLines(lines) : textLines(lines))
  return framed.error?.message
}

function* textLines(lines: ReturnType<typeof messageLines>): Generator<string> {
  for (const { stream, index, start, end, error, complete } of lines) {
    const state = error ?? (complete === false ? 'unfinished' : '')
    yield `${stream} message ${index} [${start}, ${end}) ${state}`.trimEnd()
  }
}
