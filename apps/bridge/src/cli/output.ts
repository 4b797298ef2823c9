// What a command writes: data on standard output, everything else on standard error.
import { once } from 'node:events'

/** One line for the person at the terminal. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Lines of data, no faster than their reader takes them. */
export const printLines = async (lines: Iterable<string>): Promise<void> => {
  for (const line of lines) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  }
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
