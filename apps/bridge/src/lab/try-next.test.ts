// The changes that an experiment offers after a run can be run, and change something.
import { expect, it } from 'vitest'
import { experiments } from './experiments.ts'
import { prepareRun } from './prepared-run.ts'

const changes = experiments.flatMap(({ info }) => info.tryNext.map((change) => ({ info, change })))

it.each(changes)('$info.name can be tried with: $change.label', ({ info, change }) => {
  const usual = prepareRun(info.name, {}, 'none')
  const { conditions, framing } = prepareRun(info.name, change.conditions, change.framing ?? 'none')
  expect({ conditions, framing }).not.toEqual({ conditions: usual.conditions, framing: usual.framing })
})

it('every experiment asks a question, and all but the playground offer changes', () => {
  for (const { info } of experiments) expect(info.question).toMatch(/\?$/)
  expect(experiments.filter(({ info }) => info.tryNext.length === 0).map(({ info }) => info.name)).toEqual([
    'playground',
  ])
})
