// The page as the tour sees it: what it tells of the run, and whether one has gone on to something else.
import type { Page } from '../app/page.svelte.ts'
import { EXPERIMENT, type RunResult } from './run-result.ts'

export const runResultOf = ({ reader, framing, running }: Page): RunResult => {
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

/** Whether the person has gone on to something else than what the tour shows. */
export const isElsewhere = (page: Page): boolean => {
  const shown = page.reader.summary?.header?.experiment ?? EXPERIMENT
  return (
    page.view === 'struct' ||
    page.table ||
    page.help ||
    page.unkept ||
    page.panel !== undefined ||
    page.lab.programs ||
    page.replay.at !== undefined ||
    page.timeline.domain !== undefined ||
    page.lab.experiment?.name !== EXPERIMENT ||
    (page.reader.summary !== undefined && shown !== EXPERIMENT)
  )
}
