// A failure of the program itself, not of a call: what Python would raise, as the last line of its traceback.

export class ProgramError extends Error {
  /** `new ProgramError('EOFError', 'the stream ended …')`. */
  constructor(type: string, sentence: string) {
    super(`${type}: ${sentence}`)
    this.name = 'ProgramError'
  }
}

/** A recv that waited for as long as the program allows. */
export class TimedOut extends ProgramError {
  constructor() {
    super('TimeoutError', 'timed out')
  }
}
