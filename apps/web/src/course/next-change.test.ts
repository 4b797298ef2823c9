import { expect, test } from 'vitest'
import { nextChange } from './next-change.ts'

const info = {
  framing: 'struct:!I',
  conditions: [
    { type: 'number', key: 'limit', label: 'recv limit', unit: 'bytes', default: 1024, min: 1, max: 9999 },
    { type: 'toggle', key: 'nagle', label: 'Nagle', default: true },
  ],
  tryNext: [
    { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
    { label: 'recv limit 3', conditions: { limit: 3 } },
    { label: 'Nagle off', conditions: { nagle: false } },
  ],
} as const
const changes = { ...info, conditions: [...info.conditions], tryNext: [...info.tryNext] }
const offered = { changes: '', framing: 'none' }
const framed = { changes: '', framing: 'struct:!I' }
const limited = { changes: 'recv limit 3 B', framing: 'none' }
const next = (...runs: (typeof offered)[]) => nextChange(changes, runs)?.label

test('the next change is the first that was not run', () => {
  expect(next(offered)).toBe('Switch framing on')
  expect(next(offered, framed)).toBe('recv limit 3')
  expect(next(limited, framed)).toBe('Nagle off')
  expect(next(framed, limited, { changes: 'Nagle off', framing: 'none' })).toBeUndefined()
})

test('a change with another framing is another change', () => {
  expect(next({ ...limited, framing: 'line' }, framed)).toBe('recv limit 3')
})

test('programs that frame by hand have run a change under their framing', () => {
  const byHand = { ...changes, framed: true, tryNext: [{ label: 'recv limit 3', conditions: { limit: 3 } }] }
  expect(nextChange(byHand, [{ ...limited, framing: 'struct:!I' }])).toBeUndefined()
  expect(nextChange(byHand, [limited])?.label).toBe('recv limit 3')
})
