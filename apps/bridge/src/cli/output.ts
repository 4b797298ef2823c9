// The command line's output: data goes to standard output, everything else to standard error. Text for a person is
// escaped here.
// Only data for another program (`print`, `printData`) is written as it is.
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

/** How many characters are written at a time. */
const BATCH = 64 * 1024

/** Writes data as it is, no faster than its reader takes it. If the reader is gone, that is no failure of the command. */
export const print = (text: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(text, () => resolve())) resolve()
  })

/** Writes to standard error in the same way: as it is, no faster than its reader takes it. */
export const printError = (text: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (process.stderr.write(text, () => resolve())) resolve()
  })

/** Writes lines for a person, no faster than their reader takes them. Each stays one line. */
export const printLines = (lines: Iterable<string>): Promise<void> => printAll(lines, visible)

/** Writes lines of data, such as JSON, as they are, no faster than their reader takes them. */
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

/** The errors of a reader that has seen enough (`| head`) and of a terminal that was closed. */
const gone = new Set(['EPIPE', 'EIO'])

/** Decides what happens when a write to standard output or standard error fails. */
let onUnwritable = (error: Error): void => {
  const errno = errnoOf(error)
  if (errno !== undefined && gone.has(errno)) process.exit(0)
  const { message, code } = refusal('FILE_UNWRITABLE', 'The output', errno ?? error.message)
  process.stderr.write(`${visible(`unstick: ${message} (${code})`)}\n`, () => process.exit(1))
}

/** Makes a command end quietly if its reader is gone, and with a sentence if its output cannot be written for another reason. */
export const endWithoutReader = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: Error) => onUnwritable(error))
}

/** From now on the process goes on even if nobody reads its output, because a bridge has a page to serve. */
export const liveWithoutReader = (): void => {
  onUnwritable = () => undefined
}

/** If this environment variable is set, an unexpected error is printed with its stack, for bug reports. */
const TRACE = 'UNSTICK_TRACE'

/** Reports in one line an error that has no code. */
export const sayFailure = (error: unknown, during = 'unstick'): void => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const isTraced = (process.env[TRACE] ?? '') !== ''
  say(`${during}: ${message.replaceAll(/\s+/g, ' ')} (INTERNAL${isTraced ? '' : `; ${TRACE}=1 shows where`})`)
  if (isTraced && stack !== undefined) sayText(stack)
}
