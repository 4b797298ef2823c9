// Replaces the person at a program's keyboard: the lines of a script come first, then what is typed during the run.

/** The lines of a script, separated by bars: `hello | how are you?`. */
export const scriptLines = (script: string): readonly string[] =>
  script
    .split('|')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export class Keyboard {
  readonly #typed: () => Promise<string> | undefined
  #used = 0

  /** `typed` gives the next typed line. It is `undefined` if nobody types. */
  constructor(typed: () => Promise<string> | undefined) {
    this.#typed = typed
  }

  /** The next line; `undefined` at the end of all input. With `again`, the script starts over if nobody types. */
  async next(script: readonly string[], again = false): Promise<string | undefined> {
    const line = script[this.#used]
    if (line !== undefined) {
      this.#used += 1
      return line
    }
    const typed = await this.#typed()
    if (typed !== undefined || !again || script.length === 0) return typed
    this.#used = 1
    return script[0]
  }
}
