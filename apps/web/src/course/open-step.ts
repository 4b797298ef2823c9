// Opens a step of the course: its experiment in the lab, before its run.
import type { Lab } from '../lab/lab.svelte.ts'
import type { Navigation } from '../navigation/navigation.svelte.ts'
import { printPlace, readPlace } from '../navigation/permalink.ts'
import type { Panes } from '../pane/panes.svelte.ts'

export const openStep = (
  { lab, navigation, panes }: { lab: Lab; navigation: Navigation; panes: Panes },
  name: string,
): void => {
  navigation.inCourse = true
  navigation.table = false
  navigation.go('lab')
  lab.choose(name)
  // What another run left would tell the answer.
  if (!lab.running && !panes.active.unkept && !panes.other) panes.active.close()
}

/** The permalink to a step. */
export const stepAddress = (name: string): string =>
  printPlace({ ...readPlace(''), experiment: name, inCourse: true })
