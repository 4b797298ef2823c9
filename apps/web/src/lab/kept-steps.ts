// The steps that a person has written. This browser keeps them, because writing them is work.
import type { ExperimentInfo } from '@unstick/api'
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.playground'

/** Whether a person writes its steps. */
export const isWritten = ({ conditions }: ExperimentInfo): boolean =>
  conditions.some(({ type }) => type === 'steps')

type Changes = Readonly<Record<string, string>>

export class KeptSteps {
  #shown: string | undefined

  /** The changed inputs of the last visit. */
  get changes(): Changes {
    return changesOf(recall(KEY) ?? '')
  }

  /** A link or a session shows other steps. They do not replace a person's own before they are changed. */
  shows(changes: Changes): void {
    this.#shown = JSON.stringify(changes)
  }

  keep(changes: Changes): void {
    const text = JSON.stringify(changes)
    if (text === this.#shown) return
    this.#shown = undefined
    keep(KEY, text)
  }
}

/** Nothing, if the text is not of this kind. */
const changesOf = (text: string): Changes => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((each): each is [string, string] => typeof each[1] === 'string'),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
