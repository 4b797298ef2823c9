// The first steps of a new person: predict hello + world, watch its run in slow motion, run it with framing. This is
// their state; what they say is in steps.ts, which is loaded with the strip that shows them.
import { prefersReducedMotion } from 'svelte/motion'
import type { Lab } from '../lab/lab.svelte.ts'
import type { Navigation } from '../navigation/navigation.svelte.ts'
import type { Panes } from '../pane/panes.svelte.ts'
import type { Toasts } from '../ui/toasts.svelte.ts'

export const EXPERIMENT = 'hello-world'

/** What the first steps need from the page around them. */
export interface FirstStepsSurroundings {
  readonly panes: Panes
  readonly lab: Lab
  readonly navigation: Navigation
  readonly toasts: Toasts
}

export class FirstSteps {
  open = $state(false)
  readonly around: FirstStepsSurroundings

  constructor(around: FirstStepsSurroundings) {
    this.around = around
  }

  /** Begins from any state: the experiment as it is offered, before its run. */
  async begin(): Promise<void> {
    const { panes, lab, navigation, toasts } = this.around
    if (lab.running) {
      toasts.say('Stop this run first: the first steps run hello + world.', 'bad')
      return
    }
    // The palette is there before the experiments are.
    await lab.loaded
    navigation.go('lab')
    navigation.table = false
    navigation.help = false
    navigation.panel = undefined
    panes.keep(panes.first)
    const { active } = panes
    active.close()
    lab.chosen = EXPERIMENT
    lab.reset()
    active.framing.write(lab.experiment?.framing ?? '')
    active.framing.on = false
    active.timeline.axis = 'time'
    this.open = true
  }

  /** Call it when a session is over. A run is first seen in slow motion, with the lines of code that it is at. */
  ready(session: string | undefined): void {
    const { panes, lab, navigation } = this.around
    if (!this.open || session === undefined || session !== lab.session) return
    navigation.side = 'programs'
    panes.active.timeline.setAxis('time')
    // Who wants no motion begins at its end.
    if (!prefersReducedMotion.current) panes.active.replay.play()
  }

  leave(): void {
    this.open = false
  }
}
