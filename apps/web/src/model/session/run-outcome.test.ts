// What a run did, in the facts that a prediction is compared with. The expected values are read off the calls by hand.
import { expect, test } from 'vitest'
import {
  captured,
  captureInterface,
  opening,
  recv,
  recvfrom,
  send,
  sendto,
  traced,
} from '../../../test/sessions.ts'
import { OpenedSession } from './opened-session.ts'
import { runOutcome } from './run-outcome.ts'

const outcomeOf = (blocks: readonly Uint8Array[], framing = 'none') => {
  const opened = new OpenedSession('run', framing, 0)
  for (const block of [...opening('run'), ...blocks]) opened.push(block)
  opened.end()
  return runOutcome(opened.session, opened.look())
}

test('two sends in one recv', () => {
  expect(outcomeOf([send(0, 'hello'), send(1, 'world'), recv(200, 1024, 'helloworld')])).toMatchObject({
    sends: 2,
    recvs: 1,
    firstSend: 5,
    firstRecv: 10,
    asSent: false,
    answer: { title: '2 sends came out of one recv.', isWrong: true },
  })
})

test('segments are counted if packets were captured, and are unknown otherwise', () => {
  const packets = [captureInterface(), captured(0, 'syn'), captured(2, 0, 'hellowor'), captured(3, 8, 'ld')]
  expect(outcomeOf([...packets, send(1, 'hello'), send(1.5, 'world')])?.segments).toBe(2)
  expect(outcomeOf([send(1, 'hello'), send(2, 'world')])?.segments).toBeUndefined()
})

test('each recv returned what one send had given', () => {
  const outcome = outcomeOf([
    send(0, 'hello'),
    recv(1, 1024, 'hello'),
    send(2, 'worlds'),
    recv(3, 1024, 'worlds'),
  ])
  expect(outcome).toMatchObject({ sends: 2, recvs: 2, firstSend: 5, firstRecv: 5, asSent: true, why: '' })
  expect(outcome?.answer).toMatchObject({ isWrong: false })
})

test('as many messages as sends, but cut elsewhere, are not as sent', () => {
  const blocks = [send(0, 'hello'), send(1, 'world'), recv(9, 3, 'hel'), recv(10, 1024, 'loworld')]
  expect(outcomeOf(blocks)).toMatchObject({ sends: 2, recvs: 2, firstSend: 5, firstRecv: 3, asSent: false })
})

test('under a framing the messages are what the framing cuts, whatever the recvs were', () => {
  const blocks = [send(0, 'hello\n'), send(1, 'world\n'), recv(9, 1024, 'hello\nworld\n')]
  expect(outcomeOf(blocks, 'line')).toMatchObject({ sends: 2, recvs: 1, asSent: true })
  expect(outcomeOf(blocks, 'line')?.answer?.title).toBe(
    '2 messages came out whole, though 1 recv returned all of them.',
  )
})

test('a run in which nothing was read has no first recv', () => {
  expect(outcomeOf([send(0, 'hello')])).toMatchObject({
    sends: 1,
    recvs: 0,
    firstSend: 5,
    firstRecv: 0,
    asSent: false,
  })
})

test('datagrams come out as they were sent', () => {
  const outcome = outcomeOf([
    sendto(0, 'hello'),
    sendto(1, 'world!'),
    recvfrom(8, 1024, 'hello'),
    recvfrom(9, 1024, 'world!'),
  ])
  expect(outcome).toMatchObject({ transport: 'udp', recvName: 'recvfrom', sends: 2, recvs: 2, asSent: true })
  expect(outcome?.answer?.title).toBe('All 2 datagrams were received, each by one recvfrom.')
})

test('without a session there is no outcome', () => expect(runOutcome(undefined, undefined)).toBeUndefined())

test('under a framing a message of several sends is whole, and one that is not all there is not', () => {
  const parts = [send(0, '\0\0\0\u0005'), send(1, 'hello')]
  expect(outcomeOf([...parts, recv(9, 1024, '\0\0\0\u0005hello')], 'struct:!I')).toMatchObject({
    sends: 2,
    framed: true,
    asSent: true,
  })
  expect(outcomeOf([...parts, recv(9, 1024, '\0\0\0\u0005hel')], 'struct:!I')?.asSent).toBe(false)
  expect(outcomeOf([...parts, recv(9, 1024, '\0\0\0\u0005hello')])?.asSent).toBe(false)
})

test('a send that took only a part is not as sent, although the recv returned all that it took', () => {
  const cut = outcomeOf([traced(0, 'send', ['9'], 5, 'hello'), recv(9, 1024, 'hello')])
  expect(cut).toMatchObject({ shortWrites: 1, firstSend: 5, firstRecv: 5, asSent: false })
})

test('if the first datagram was lost, the first recv began with another', () => {
  const lost = outcomeOf([sendto(0, 'hello'), sendto(1, 'world'), recvfrom(9, 1024, 'world')])
  expect(lost).toMatchObject({ firstSend: 5, firstRecv: 5, beginsAlike: false, asSent: false })
})
