// The tour of the first minute: which of its steps one is at. What the steps say is in steps.ts.
import { stepAt, steps } from './steps.ts'
import type { RunResult } from './run-result.ts'

export class Tour {
  /** The step that was asked for; `undefined`: no tour. */
  #asked = $state<number>()
  #wanted = false

  get open(): boolean {
    return this.#asked !== undefined
  }

  /** Begins when the run that goes on is over. */
  await(): void {
    this.#wanted = true
    this.#asked = undefined
  }

  /** A run is over. */
  ready(): void {
    if (this.#wanted) this.#asked = 0
    this.#wanted = false
  }

  leave(): void {
    this.#wanted = false
    this.#asked = undefined
  }

  /** Where one is: a step whose doing is done is behind one, however it was done. */
  at(result: RunResult): number {
    return stepAt(this.#asked ?? 0, result)
  }

  /** The step after the one that is shown; behind the last the tour is over. */
  next(result: RunResult): void {
    const next = this.at(result) + 1
    this.#asked = next < steps.length ? next : undefined
  }
}
