import { expect, test } from 'vitest'
import { runGoesOn, type ShownRun } from './run-goes-on.ts'

const pane = (session: string | undefined, ended = false): ShownRun => ({ session, ended })

test.each<[string, string | undefined, readonly ShownRun[], boolean]>([
  ['nothing was run', undefined, [pane(undefined)], false],
  ['started, and not read to its end', 'a', [pane('a')], true],
  ['read to its end', 'a', [pane('a', true)], false],
  ['another session is shown', 'a', [pane('b')], false],
  ['the upper pane has read its end, and the lower one not yet', 'a', [pane('a', true), pane('a')], false],
  ['both panes follow it', 'a', [pane('a'), pane('a')], true],
  ['beside it another session is live', 'a', [pane('a', true), pane('b')], false],
])('%s', (_, run, panes, goesOn) => {
  expect(runGoesOn(run, panes)).toBe(goesOn)
})
