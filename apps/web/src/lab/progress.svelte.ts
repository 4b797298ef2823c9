// What a person has done with each experiment: run it, or predicted it and how well. It is stored in this browser.
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.predicted'

export const marks = ['untouched', 'run', 'wrong', 'partly right', 'right'] as const
export type Mark = (typeof marks)[number]

const kept = (): Readonly<Record<string, Mark>> => {
  const lines = (recall(KEY) ?? '').split('\n')
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [name = '', text] = line.split('\t')
      const mark = marks.find((each) => each === text)
      return mark ? [[name, mark]] : []
    }),
  )
}

export class Progress {
  #of = $state.raw(kept())

  /** How many experiments were predicted. */
  readonly predicted = $derived(
    Object.values(this.#of).filter((mark) => mark !== 'untouched' && mark !== 'run').length,
  )

  /** Whether a person has run or predicted anything. */
  readonly isTouched = $derived(Object.keys(this.#of).length > 0)

  of(experiment: string): Mark {
    return this.#of[experiment] ?? 'untouched'
  }

  /** A run without a prediction does not replace what was predicted. */
  ran(experiment: string): void {
    if (this.of(experiment) === 'untouched') this.#note(experiment, 'run')
  }

  predict(experiment: string, right: number, all: number): void {
    this.#note(experiment, right === all ? 'right' : right === 0 ? 'wrong' : 'partly right')
  }

  /** Forgets everything. The result brings it back. */
  forget(): () => void {
    const all = this.#of
    this.#set({})
    return () => this.#set(all)
  }

  #note(experiment: string, mark: Mark): void {
    this.#set({ ...this.#of, [experiment]: mark })
  }

  #set(all: Readonly<Record<string, Mark>>): void {
    this.#of = all
    keep(
      KEY,
      Object.entries(this.#of)
        .map((each) => each.join('\t'))
        .join('\n'),
    )
  }
}
