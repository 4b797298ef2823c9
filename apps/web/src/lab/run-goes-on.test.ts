import { expect, test } from 'vitest'
import { runGoesOn, type ShownRun } from './run-goes-on.ts'

const pane = (session: string | undefined, live?: boolean): ShownRun => ({ session, live })

test.each<[string, string | undefined, readonly ShownRun[], boolean]>([
  ['nothing was run', undefined, [pane(undefined)], false],
  ['started, and nothing of it read yet', 'a', [pane('a')], true],
  ['read, and its log still grows', 'a', [pane('a', true)], true],
  ['read to its end', 'a', [pane('a', false)], false],
  ['another session is shown', 'a', [pane('b', true)], false],
  [
    'it ended in the upper pane, and the lower one has read nothing yet',
    'a',
    [pane('a', false), pane('a')],
    false,
  ],
  ['both panes follow it', 'a', [pane('a', true), pane('a')], true],
  ['beside it another session is live', 'a', [pane('a', false), pane('b', true)], false],
])('%s', (_, run, panes, goesOn) => {
  expect(runGoesOn(run, panes)).toBe(goesOn)
})
