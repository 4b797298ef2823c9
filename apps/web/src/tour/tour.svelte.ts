// The tour's state: whether it is open, and which step was requested. The steps are in steps.ts, which is loaded with
// the card that shows them.
import type { Lab } from '../lab/lab.svelte.ts'
import type { Navigation } from '../navigation/navigation.svelte.ts'
import type { Panes } from '../pane/panes.svelte.ts'
import type { Toasts } from '../ui/toasts.svelte.ts'
import { EXPERIMENT } from './run-result.ts'

/** What the tour needs from the page around it. */
export interface TourSurroundings {
  readonly panes: Panes
  readonly lab: Lab
  readonly navigation: Navigation
  readonly toasts: Toasts
}

export class Tour {
  readonly around: TourSurroundings
  /** The requested step; `undefined`: no tour. */
  asked = $state<number>()
  #wanted = false

  constructor(around: TourSurroundings) {
    this.around = around
  }

  get open(): boolean {
    return this.asked !== undefined
  }

  /** Starts from any state: runs the tour's experiment with its default conditions, without framing. */
  async take(): Promise<void> {
    const { panes, lab, navigation, toasts } = this.around
    if (lab.running) {
      toasts.say('Stop this run first: the tour runs hello + world.', 'bad')
      return
    }
    navigation.go('lab')
    navigation.table = false
    navigation.help = false
    navigation.panel = undefined
    // The palette is there before the experiments are.
    await lab.loaded
    lab.chosen = EXPERIMENT
    lab.restore({})
    const { framing } = panes.active
    framing.write(lab.experiment?.framing ?? '')
    framing.on = false
    this.await()
    await lab.run()
  }

  /** Starts when the current run is over. */
  await(): void {
    this.#wanted = true
    this.asked = undefined
  }

  /** Call it when a session is over. Any other than the run's means that the person has opened something else. */
  ready(session: string | undefined): void {
    if (this.#wanted && session === this.around.lab.session) this.asked = 0
    this.#wanted = false
  }

  leave(): void {
    this.#wanted = false
    this.asked = undefined
  }
}
