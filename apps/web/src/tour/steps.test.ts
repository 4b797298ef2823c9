// The tour says what was measured in the run on screen, whatever the result was.
import { expect, it } from 'vitest'
import { stepAt, steps } from './steps.ts'
import type { RunResult } from './run-result.ts'

const stuck: RunResult = {
  sends: 2,
  recvs: 1,
  messages: 1,
  merge: '2 segments arrived in 1 recv.',
  framed: false,
  spec: 'none',
  spoken: false,
  framingError: undefined,
  running: false,
}

const said = (at: number, result: RunResult): string => {
  const step = steps[at]
  return step ? `${step.title(result)} | ${step.says(result)}` : ''
}

it('two sends in one recv are merged, in the words of the finding', () => {
  expect(said(0, stuck)).toMatch(
    /^Two sends, one recv: they stuck together \| 2 segments arrived in 1 recv\. .*seam/,
  )
})

it('two recvs for two sends are not called merged', () => {
  const apart = { ...stuck, recvs: 2, merge: undefined }
  expect(said(0, apart)).toMatch(/^Two sends, two recvs: this time one by one \|/)
  expect(said(0, apart)).not.toMatch(/stuck|seam/)
})

it('sends that were cut by the recv limit are said to be cut', () => {
  const cut = { ...stuck, recvs: 4 }
  expect(said(0, cut)).toMatch(/^Two sends, four recvs: cut in other places on the way \|/)
  expect(said(0, { ...cut, recvs: 12 })).toMatch(/^Two sends, 12 recvs:/)
})

it('a run without a recv is reported as such', () => {
  expect(said(0, { ...stuck, recvs: 0, merge: undefined })).toMatch(
    /^Two sends, no recvs: nothing was read \|/,
  )
})

it('a framing other than the first is not said to be a length of four bytes', () => {
  expect(said(1, stuck)).toContain('four bytes')
  expect(said(1, { ...stuck, framed: true, spec: 'line:lf' })).not.toContain('four bytes')
})

it('messages are called whole only if the run used the framing and they were whole', () => {
  const spoken = { ...stuck, framed: true, spec: 'struct:!I', spoken: true, messages: 2 }
  expect(said(2, { ...stuck, framed: true, spec: 'struct:!I' })).toMatch(/^Run again \|/)
  expect(said(2, spoken)).toMatch(/^Two messages came out whole \| .*one recv for two sends/)
  expect(said(2, { ...spoken, recvs: 2 })).not.toContain('for two sends')
  expect(said(2, { ...spoken, messages: 0, framingError: 'The frame is too long.' })).toBe(
    'No message came out whole | The frame is too long.',
  )
})

it('a step is finished once its action is done, no matter how', () => {
  expect(stepAt(0, stuck)).toBe(0)
  expect(stepAt(1, stuck)).toBe(1)
  expect(stepAt(0, { ...stuck, framed: true })).toBe(2)
  expect(stepAt(1, { ...stuck, framed: true })).toBe(2)
  expect(stepAt(2, stuck)).toBe(2)
})
