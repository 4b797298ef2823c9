import { expect, test } from 'vitest'
import { opening, recv, send } from '../../../test/sessions.ts'
import { OpenedSession } from './opened-session.ts'
import { noMoments, programMoments } from './program-moments.ts'

const momentsOf = (...blocks: readonly Uint8Array[]) => {
  const session = new OpenedSession('id', 'none', 0)
  for (const block of [...opening('hello + world'), ...blocks]) session.push(block)
  session.end()
  return programMoments(session.session, session.look())
}

test('each step has the moment when its call began, and the colour of its bytes', () => {
  const { steps, began } = momentsOf(
    send(0, 'hello', '2'),
    send(1, 'world', '3'),
    recv(200, 1_024, 'helloworld', '4'),
  )
  expect(steps).toEqual([
    { program: 'client', step: '2', first: 0, count: 1, tint: 0 },
    { program: 'client', step: '3', first: 1e6, count: 1, tint: 1 },
    // The recv took both; its colour is that of its first byte.
    { program: 'server', step: '4', first: 200e6, count: 1, tint: 0 },
  ])
  expect(began.map(({ program, step }) => `${program} ${step}`)).toEqual(['client 2', 'client 3', 'server 4'])
})

test('a step in a loop is counted, and has no colour of its own', () => {
  const { steps, began } = momentsOf(send(0, 'a', '2.1'), send(5, 'b', '2.1'), recv(9, 10, 'ab'))
  expect(steps).toEqual([{ program: 'client', step: '2.1', first: 0, count: 2, tint: undefined }])
  expect(began.map(({ time }) => time)).toEqual([0, 5e6])
})

test('a program whose calls name no step has no moments', () => {
  expect(momentsOf(send(0, 'hello'), recv(9, 10, 'hello'))).toEqual({ steps: [], began: [] })
  expect(programMoments(undefined, undefined)).toEqual(noMoments)
})
