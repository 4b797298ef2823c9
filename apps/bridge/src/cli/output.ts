// What a command writes: data on standard output, everything else on standard error.
import { once } from 'node:events'

/** One line for the person at the terminal. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Characters written at a time. */
const BATCH = 64 * 1024

/** Data as it is, no faster than its reader takes it. */
export const print = async (text: string | Uint8Array): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Lines of data, no faster than their reader takes them. */
export const printLines = async (lines: Iterable<string>): Promise<void> => {
  let batch = ''
  for (const line of lines) {
    batch += `${line}\n`
    if (batch.length < BATCH) continue
    await print(batch)
    batch = ''
  }
  await print(batch)
}

/** A reader that has seen enough (`| head`) ends the command without a complaint. */
export const endOnClosedPipe = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(0)
    })
  }
}
