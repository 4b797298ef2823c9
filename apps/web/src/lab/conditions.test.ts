import { expect, test } from 'vitest'
import type { ExperimentInfo } from '@unstick/api'
import { changedOf, defaultsOf, enteredOf, problemOf, textsOf } from './conditions.ts'

const limit = {
  type: 'number',
  key: 'limit',
  label: 'recv limit',
  unit: 'bytes',
  default: 1_024,
  min: 1,
  max: 4_096,
} as const
const text = { type: 'text', key: 'first', label: 'First text', default: 'hello', maxBytes: 8 } as const

test.each(['1', '4096', ' 12 '])('a limit of "%s" is valid', (value) =>
  expect(problemOf(limit, value)).toBeUndefined(),
)

test.each(['0', '4097', '-1', '1.5', '1e3', '', 'ten', '0x10'])('a limit of "%s" is not valid', (value) =>
  expect(problemOf(limit, value)).toBe('A whole number from 1 to 4,096 bytes.'),
)

test('a text is measured in bytes of UTF-8', () => {
  expect(problemOf(text, '😀😀')).toBeUndefined()
  expect(problemOf(text, '😀😀!')).toBe('9 bytes; at most 8 are allowed.')
})

const info = {
  name: 'an-experiment',
  title: 'An experiment',
  group: 'Your own' as const,
  transport: 'tcp' as const,
  before: [],
  next: '',
  question: 'What happens?',
  tryNext: [],
  framing: 'none',
  conditions: [
    limit,
    text,
    { type: 'toggle' as const, key: 'nagle', label: 'Nagle', default: true },
    {
      type: 'choice' as const,
      key: 'encoding',
      label: 'Encoding',
      default: 'utf-8',
      choices: ['utf-8', 'gbk'],
    },
  ],
} satisfies ExperimentInfo

test('the initial inputs count as unchanged', () => expect(changedOf(info, defaultsOf(info))).toEqual({}))

test('changed values of every type come back, and names that are no condition are left out', () => {
  const changed = { limit: '3', first: '5', nagle: 'off', encoding: 'gbk' }
  const entered = enteredOf(info, { ...changed, other: 'x' })
  expect(entered).toEqual({ limit: '3', first: '5', nagle: false, encoding: 'gbk' })
  expect(changedOf(info, entered)).toEqual(changed)
})

test('the values of a run are entered again, for every type', () => {
  const values = { limit: 3, first: '5', nagle: false, encoding: 'gbk' }
  expect(enteredOf(info, textsOf(values))).toEqual({ limit: '3', first: '5', nagle: false, encoding: 'gbk' })
})

test('the steps of a playground are checked as they are typed', () => {
  const steps = { type: 'steps', key: 'client', label: 'Client', default: '[]', side: 'client' } as const
  expect(problemOf(steps, '[{"do":"connect"}]')).toBeUndefined()
  expect(problemOf(steps, '[{"do":"connect"},{"do":"recv","limit":0}]')).toBe(
    'Step 2 (recv): "limit" is 0; it must be a whole number from 1 to 1048576 bytes.',
  )
})
