// The first steps go on with what is on screen, and promise nothing that the run did not do.
import { expect, test } from 'vitest'
import { type Seen, stepOf } from './steps.ts'

const before: Seen = { hasRun: false, running: false, replaying: false, framed: false, isWrong: undefined }
const stuck: Seen = { ...before, hasRun: true, isWrong: true }

test('before a run a person predicts, and nothing is said about what will happen', () => {
  expect(stepOf(before)).toMatchObject({ at: 0, button: undefined })
  expect(stepOf(before).says).not.toMatch(/stuck|one recv|length/)
  expect(stepOf({ ...before, running: true }).says).toBe('The programs start.')
})

test('in the replay the button leads to its end, and what it shows is not told before', () => {
  const { at, says, button } = stepOf({ ...stuck, replaying: true })
  expect([at, button?.does]).toEqual([1, 'skip the replay'])
  expect(says).not.toMatch(/stuck|no messages/)
})

test('after the replay the next thing is a run with framing, whether or not they stuck together', () => {
  expect(stepOf(stuck)).toMatchObject({ at: 1, button: { does: 'run with framing' } })
  expect(stepOf(stuck).says).toMatch(/^A TCP stream has no messages/)
  const apart = stepOf({ ...stuck, isWrong: false })
  expect(apart.button?.does).toBe('run with framing')
  expect(apart.says).toMatch(/^This time they came one by one/)
})

test('a framed run that is right leads to the course, and one that is not to another run', () => {
  const framed: Seen = { ...stuck, framed: true, isWrong: false }
  expect(stepOf({ ...framed, running: true }).button).toBeUndefined()
  expect(stepOf({ ...framed, replaying: true })).toMatchObject({ at: 2, button: { does: 'skip the replay' } })
  expect(stepOf(framed)).toMatchObject({ at: 2, button: { does: 'open the course' } })
  expect(stepOf({ ...framed, isWrong: true }).button?.does).toBe('run with framing')
})

test('until the outcome is known nothing is claimed', () => {
  expect(stepOf({ ...stuck, isWrong: undefined })).toEqual({ at: 1, says: '', button: undefined })
})
