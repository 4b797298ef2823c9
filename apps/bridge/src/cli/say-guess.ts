// At the end of a run: which framings its connections probably have, one line for each port of which that can be said.
import { Refusal } from '../errors.ts'
import { lookAt } from './guess-input.ts'
import { guessLine, portName } from './guess-lines.ts'
import { say } from './output.ts'

/** Reads the recorded session. What cannot be read here is no failure of the run. */
export const sayGuess = async (file: string): Promise<void> => {
  try {
    const { found } = await lookAt(file)
    for (const { port, connections, guesses } of found)
      if (guesses.best) say(`${portName(port, connections)}${guessLine(guesses)}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
