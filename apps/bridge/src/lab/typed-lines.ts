// Keeps the lines that people type for the programs of one run until those programs read them.
import { refusal } from '../errors.ts'

/** UTF-8 bytes of one line. */
const MAX_LINE = 1_024
/** Lines typed for one program in one run. */
const MAX_LINES = 1_000

/** Checks a line before it is passed on. Throws `TEXT_TOO_LONG` and `LINE_MALFORMED`. */
export const checkLine = (text: string): void => {
  const length = Buffer.byteLength(text)
  if (length > MAX_LINE) throw refusal('TEXT_TOO_LONG', 'text', length, MAX_LINE)
  // A key press inserts no line break, and nothing that would move a terminal's cursor.
  if (/\p{Cc}/u.test(text)) throw refusal('LINE_MALFORMED')
}

export class TypedLines {
  readonly #programs: ReadonlyMap<string, Waiting>
  #elsewhere: ((program: string, line: string) => void) | undefined

  /** `names` are the programs that read lines. */
  constructor(programs: readonly string[]) {
    this.#programs = new Map(programs.map((name) => [name, { count: 0, lines: [], resolve: undefined }]))
  }

  /** Throws `PROGRAM_TAKES_NO_LINES` and `TOO_MANY_LINES`. */
  type(program: string, line: string): void {
    const waiting = this.#programs.get(program)
    if (!waiting) throw refusal('PROGRAM_TAKES_NO_LINES', program)
    if (waiting.count === MAX_LINES) throw refusal('TOO_MANY_LINES', MAX_LINES, program)
    waiting.count += 1
    if (this.#elsewhere) this.#elsewhere(program, line)
    else if (waiting.resolve) waiting.resolve(line)
    else waiting.lines.push(line)
  }

  get programs(): readonly string[] {
    return [...this.#programs.keys()]
  }

  /** From now on all lines, including those typed before, go to the process that runs the programs. */
  forward(elsewhere: (program: string, line: string) => void): void {
    this.#elsewhere = elsewhere
    for (const [program, { lines }] of this.#programs)
      for (const line of lines.splice(0)) elsewhere(program, line)
  }

  /** The next line for that program, as soon as there is one. Rejects with `ECANCELED` when `signal` ends it. */
  async next(program: string, signal: AbortSignal): Promise<string> {
    const waiting = this.#programs.get(program)
    if (!waiting) throw new Error(`nobody types for ${program}`)
    const line = waiting.lines.shift()
    if (line !== undefined) return line
    return new Promise((resolve, reject) => {
      const stop = () => reject(Object.assign(new Error('the run is over'), { code: 'ECANCELED' }))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      waiting.resolve = (typed) => {
        signal.removeEventListener('abort', stop)
        waiting.resolve = undefined
        resolve(typed)
      }
    })
  }
}

interface Waiting {
  /** How many lines were typed so far. */
  count: number
  readonly lines: string[]
  resolve: ((line: string) => void) | undefined
}
