// What a run of the tour's experiment came to: all that the tour's words are made of.
import type { Page } from '../page/page.svelte.ts'

export interface Told {
  readonly sends: number
  readonly recvs: number
  /** Cut out of the bytes by the framing that is shown. */
  readonly messages: number
  /** The first merge on the recv lane, in the finding's own words. */
  readonly merge: string | undefined
  /** Whether the framing switch is on, and its spec. */
  readonly framed: boolean
  readonly spec: string
  /** Whether the programs of this run spoke the framing. */
  readonly spoken: boolean
  readonly framingError: string | undefined
  readonly running: boolean
}

/** The experiment that the tour is about. */
export const EXPERIMENT = 'hello-world'

export const toldOf = ({ reader, framing, running }: Page): Told => {
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
