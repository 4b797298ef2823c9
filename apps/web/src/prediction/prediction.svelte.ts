// A prediction: what a person expects of the next run, and with which run it is compared.
import { createContext } from 'svelte'
import type { Comparison, Question } from './questions.ts'

export interface Compared {
  readonly session: string
  readonly experiment: string
  readonly questions: readonly Question[]
  readonly guesses: Readonly<Record<string, string>>
  /** How the guesses fit the run; `undefined` while it goes on. */
  readonly results?: readonly Comparison[]
}

export class Prediction {
  /** Whether a person wants to predict although a run is on screen. */
  wanted = $state(false)
  /** The questions on screen. */
  questions = $state.raw<readonly Question[]>([])
  /** The chosen option of each question, by its id. */
  guesses = $state<Record<string, string>>({})
  compared = $state.raw<Compared>()

  /** The questions of other programs: guesses about them are no guesses about these. */
  ask(questions: readonly Question[]): void {
    const isSame = JSON.stringify(questions) === JSON.stringify(this.questions)
    this.questions = questions
    if (!isSame) this.guesses = {}
  }

  get answered(): number {
    return this.questions.filter(({ id }) => this.guesses[id] !== undefined).length
  }

  /** The run that answers the questions has begun. */
  began(session: string, experiment: string): void {
    const { questions } = this
    this.compared = { session, experiment, questions, guesses: { ...this.guesses } }
    this.wanted = false
    this.guesses = {}
  }
}

export const [getPrediction, setPrediction] = createContext<Prediction>()
