import { expect, test } from 'vitest'
import { captured, captureInterface, opening, recv, recvfrom, send, sendto } from '../../test/sessions.ts'
import { OpenedSession } from '../model/session/opened-session.ts'
import { nothingFound } from './nothing-found.ts'

const said = (blocks: readonly Uint8Array[], isCut = false) => {
  const session = new OpenedSession('id', 'none', 0)
  for (const block of [...opening('hello + world'), captureInterface(), captured(0, 'syn'), ...blocks])
    session.push(block)
  if (isCut) session.push(recv(9, 64, 'world').subarray(0, 20))
  session.end()
  const summary = session.summary()
  const { good, title, text } = nothingFound(summary, summary.shown?.transport ?? 'tcp')
  return { good, words: [title, text, ...summary.notes].filter((words) => words !== '') }
}
const hello = [send(0, 'hello'), captured(1, 0, 'hello'), recv(2, 64, 'hello')]

test('all is well if every send has one segment and every segment one recv', () => {
  expect(said([...hello, send(5, 'world'), captured(6, 5, 'world'), recv(7, 64, 'world')])).toEqual({
    good: true,
    words: ['Nothing merged or split here.', 'Every interval of a lane has one counterpart on the next.'],
  })
})

test('if a log ends before a recv, the missing recv is reported and nothing is called well', () => {
  expect(said([...hello, send(5, 'world'), captured(6, 5, 'world')], true)).toEqual({
    good: false,
    words: [
      'Nothing merged or split in what was recorded.',
      '5 bytes, 5 to 10, were not received in the recorded part; the log is incomplete.',
    ],
  })
})

test('if no packets were captured, that is said', () => {
  expect(said([send(0, 'hello'), recv(2, 64, 'hello')])).toEqual({
    good: false,
    words: ['Nothing merged or split in what was recorded.', 'The log has no segments of this stream.'],
  })
})

test('a segment that the capture lacks is reported missing', () => {
  expect(said([...hello, send(5, 'world'), recv(7, 64, 'world')])).toMatchObject({ good: false })
})

test('datagrams arrived if each has its recv, captured or not', () => {
  expect(said([sendto(0, 'hello'), recvfrom(1, 64, 'hello')])).toEqual({
    good: true,
    words: [
      'Every datagram arrived, whole and in order.',
      'UDP keeps boundaries: one sendto, one datagram, one recvfrom.',
    ],
  })
})

test('datagrams are not said to have arrived if their reader is not in the log', () => {
  expect(said([sendto(0, 'hello')])).toMatchObject({
    good: false,
    words: [
      'No datagram is known to have been lost, cut or late.',
      'The log has no datagrams and no recvs of this stream.',
      "Only the sender's calls are in this log; the other end's recv calls are missing.",
    ],
  })
})
