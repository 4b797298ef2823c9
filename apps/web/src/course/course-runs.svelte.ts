// The course's memory in this browser: what each experiment's runs answered.
import type { Progress } from '../lab/progress.svelte.ts'
import { keep, recall } from '../ui/browser-memory.ts'
import type { Toasts } from '../ui/toasts.svelte.ts'
import { type KeptRun, type KeptRuns, printRuns, readRuns, withRun } from './kept-runs.ts'

const KEY = 'unstick.course'

class CourseRuns {
  #all = $state.raw(readRuns(recall(KEY)))

  of(experiment: string): readonly KeptRun[] {
    return this.#all[experiment] ?? []
  }

  add(experiment: string, run: KeptRun): void {
    this.#set(withRun(this.#all, experiment, run))
  }

  /** Forgets what was run and predicted. The message can undo it. */
  forget(progress: Progress, toasts: Toasts): void {
    const all = this.#all
    const remember = progress.forget()
    this.#set({})
    toasts.say('Your progress is forgotten. The sessions are still there.', 'plain', {
      name: 'Undo',
      run: () => {
        remember()
        this.#set(all)
      },
    })
  }

  #set(runs: KeptRuns): void {
    this.#all = runs
    keep(KEY, Object.keys(runs).length === 0 ? undefined : printRuns(runs))
  }
}

/** One for the page: a second one would write over the first. */
export const courseRuns = new CourseRuns()
