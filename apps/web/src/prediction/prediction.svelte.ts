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

  /** The experiment that the questions are about. */
  #about: string | undefined

  /** Guesses about another experiment, or about other programs, are no guesses about these. */
  ask(experiment: string, questions: readonly Question[]): void {
    const isSame = experiment === this.#about && JSON.stringify(questions) === JSON.stringify(this.questions)
    this.#about = experiment
    this.questions = questions
    if (!isSame) this.guesses = {}
  }

  get answered(): number {
    return this.questions.filter(({ id }) => this.guesses[id] !== undefined).length
  }

  /** Whether a person has said something about this experiment. */
  hasGuesses(experiment: string): boolean {
    return experiment === this.#about && this.answered > 0
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
