import { expect, test } from 'vitest'
import { opening, recv, send } from '../../../test/sessions.ts'
import { OpenedSession } from '../session/opened-session.ts'
import { findingGroups, groupedFinding } from './finding-groups.ts'

const shownOf = (blocks: readonly Uint8Array[]) => {
  const session = new OpenedSession('id', 'none', 0)
  for (const block of [...opening('groups'), ...blocks]) session.push(block)
  session.end()
  const shown = session.look()
  if (!shown) throw new Error('nothing is shown')
  return shown
}

// Two recvs that each take two sends, at the beginning and at the end, and a send that needs two recvs in the middle.
const blocks = [
  send(0, 'a'),
  send(1, 'b'),
  recv(2, 9, 'ab'),
  send(40, 'long'),
  recv(41, 2, 'lo'),
  recv(42, 2, 'ng'),
  send(97, 'c'),
  send(98, 'd'),
  recv(99, 9, 'cd'),
]

test('findings of one kind are one group, with what they have in common and where they lie', () => {
  const [merges, ...others] = findingGroups(shownOf(blocks), 0, 100e6)
  expect(merges).toMatchObject({ lane: 'recv', count: 2, title: '2 recvs hold bytes of several sends.' })
  // A recv counts when it returned, 0.05 ms later: at 2.05 and 99.05 of 100 ms, in parts of 100 / 60 ms.
  expect(merges?.strip.flatMap((there, part) => (there ? [part] : []))).toEqual([1, 59])
  expect(others.map(({ count, title }) => [count, title])).toEqual([[1, '1 send arrived in 2 recvs.']])
})

test('each of a group is found by its place, in the order of the stream', () => {
  const shown = shownOf(blocks)
  const [merges] = findingGroups(shown, 0, 100e6)
  const place = merges?.place ?? -1
  expect(groupedFinding(shown, place, 0)).toMatchObject({ lane: 'recv', index: 0, start: 0 })
  expect(groupedFinding(shown, place, 1)).toMatchObject({ lane: 'recv', index: 3, start: 6 })
  expect(groupedFinding(shown, place, 2)).toBeUndefined()
  expect(groupedFinding(shown, 99, 0)).toBeUndefined()
})
