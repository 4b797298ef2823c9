// What the tour observes on the page: the run's result, and whether the person has turned to something else.
import type { Lab } from '../lab/lab.svelte.ts'
import type { Navigation } from '../navigation/navigation.svelte.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import { EXPERIMENT, type RunResult } from './run-result.ts'

export const runResultOf = ({ reader, framing }: Pane, { running }: Lab): RunResult => {
  const { summary } = reader
  const { sends = 0, recvs = 0, messages = 0 } = summary?.counts ?? {}
  return {
    sends,
    recvs,
    messages,
    merge: summary?.findings.find(({ kind, lane }) => kind === 'merge' && lane === 'recv')?.title,
    framed: framing.on,
    spec: framing.spec,
    spoken: (summary?.header?.framing ?? 'none') !== 'none',
    framingError: summary?.framingError,
    running,
  }
}

/** Whether the person has turned to something other than what the tour shows. */
export const isElsewhere = (pane: Pane, lab: Lab, navigation: Navigation): boolean => {
  const shown = pane.reader.summary?.header?.experiment ?? EXPERIMENT
  return (
    navigation.view === 'struct' ||
    navigation.table ||
    navigation.help ||
    navigation.panel !== undefined ||
    pane.unkept ||
    pane.replay.at !== undefined ||
    pane.timeline.domain !== undefined ||
    lab.experiment?.name !== EXPERIMENT ||
    (pane.reader.summary !== undefined && shown !== EXPERIMENT)
  )
}
