// Which of an experiment's changes comes next: the first that was not run yet.
import type { ExperimentInfo } from '@unstick/api'
import { changesText } from '../lab/condition-words.ts'
import { enteredOf, textsOf } from '../lab/conditions.ts'
import type { KeptRun } from './kept-runs.ts'

type Info = Pick<ExperimentInfo, 'conditions' | 'tryNext' | 'framing' | 'framed'>

export const nextChange = (
  info: Info,
  runs: readonly Pick<KeptRun, 'changes' | 'framing'>[],
): ExperimentInfo['tryNext'][number] | undefined =>
  info.tryNext.find(({ conditions, framing }) => {
    const changes = changesText(info, enteredOf(info, textsOf(conditions)), '')
    // Programs that frame by hand do so in any run.
    const spoken = framing ?? (info.framed ? info.framing : 'none')
    return !runs.some((run) => run.changes === changes && run.framing === spoken)
  })
