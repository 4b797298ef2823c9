// What a command writes: data on standard output, everything else on standard error. Whatever a person reads is made
// visible here: only data for another program (`print`, `printData`) is written as it is.
import { errnoOf, refusal } from '../errors.ts'
import { visible, visibleLines } from './visible.ts'

/** One line for the person at the terminal. */
export const say = (line: string): void => {
  process.stderr.write(`${visible(line)}\n`)
}

/** Several lines for the person at the terminal. */
const sayText = (text: string): void => {
  process.stderr.write(`${visibleLines(text)}\n`)
}

/** Characters written at a time. */
const BATCH = 64 * 1024

/** Data as it is, no faster than its reader takes it. A reader that is gone is no failure of whoever prints. */
export const print = (text: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(text, () => resolve())) resolve()
  })

/** Lines for a person, each of which stays one line, no faster than their reader takes them. */
export const printLines = (lines: Iterable<string>): Promise<void> => printAll(lines, visible)

/** Lines of data as they are, such as JSON, no faster than their reader takes them. */
export const printData = (lines: Iterable<string>): Promise<void> => printAll(lines, (line) => line)

const printAll = async (lines: Iterable<string>, shown: (line: string) => string): Promise<void> => {
  let batch = ''
  for (const line of lines) {
    batch += `${shown(line)}\n`
    if (batch.length < BATCH) continue
    await print(batch)
    batch = ''
  }
  await print(batch)
}

/** A reader that has seen enough (`| head`) and a terminal that was closed. */
const gone = new Set(['EPIPE', 'EIO'])

/** What a failed write to standard output or standard error does. */
let onUnwritable = (error: Error): void => {
  const errno = errnoOf(error)
  if (errno !== undefined && gone.has(errno)) process.exit(0)
  const { message, code } = refusal('FILE_UNWRITABLE', 'The output', errno ?? error.message)
  process.stderr.write(`${visible(`unstick: ${message} (${code})`)}\n`, () => process.exit(1))
}

/** Ends a command quietly whose reader is gone, and with a sentence where its output cannot be written otherwise. */
export const endWithoutReader = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: Error) => onUnwritable(error))
}

/** From now on the process goes on without anybody who reads what it says: a bridge has a page to serve. */
export const liveWithoutReader = (): void => {
  onUnwritable = () => undefined
}

/** Set by whoever looks for a fault: shows where an unexpected error comes from. */
const TRACE = 'UNSTICK_TRACE'

/** Says an error that no code foresees, in one line. */
export const sayFailure = (error: unknown, during = 'unstick'): void => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const isTraced = (process.env[TRACE] ?? '') !== ''
  say(`${during}: ${message.replaceAll(/\s+/g, ' ')} (INTERNAL${isTraced ? '' : `; ${TRACE}=1 shows where`})`)
  if (isTraced && stack !== undefined) sayText(stack)
}
