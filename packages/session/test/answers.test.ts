// The answers to experiments' questions that are about one recv. Expected figures by hand, from the calls.
import { parseFraming } from '@unstick/framing'
import { expect, it } from 'vitest'
import {
  answerOf,
  callBlock,
  callInterfaceBlock,
  frameStream,
  Path,
  Session,
  sessionHeaderBlock,
} from '../src/index.ts'
import { began } from './log-of.ts'

const client = { address: '127.0.0.1', port: 51_076 }
const server = { address: '127.0.0.1', port: 8_080 }

/** Sends one millisecond apart, and then recvs that took these texts. */
const answer = (
  experiment: string,
  sends: readonly string[],
  recvs: readonly string[],
  framing = 'none',
): string | undefined => {
  const session = new Session()
  const call = (name: 'send' | 'recv', text: string, at: number) =>
    callBlock(name === 'send' ? 1 : 0, {
      name,
      args: [name === 'send' ? String(text.length) : '1024'],
      result: text.length,
      transport: 'tcp',
      local: name === 'send' ? client : server,
      remote: name === 'send' ? server : client,
      start: began + BigInt(at * 1e6),
      duration: 1_000n,
      payload: new TextEncoder().encode(text),
    })
  const blocks = [
    sessionHeaderBlock({ title: experiment, experiment, framing }),
    callInterfaceBlock('server'),
    callInterfaceBlock('client'),
    ...sends.map((text, k) => call('send', text, k)),
    ...recvs.map((text, k) => call('recv', text, 200 + k)),
  ]
  for (const block of blocks) session.push(block)
  session.end()
  const parsed = parseFraming(framing)
  const [stream] = session.streams
  if (!parsed.ok || !stream) throw new Error('no stream')
  return answerOf(session, new Path([stream], frameStream(stream, parsed.spec)))?.title
}

it('the first recv of a late reader held five whole sends and a part of another', () => {
  const sends = ['aa', 'bb', 'cc', 'dd', 'ee', 'ffffff']
  expect(answer('late-reader', sends, ['aabbccddeeff', 'ffff'])).toBe(
    '2 recvs for 6 sends: the first returned 12 bytes, 5 whole sends and a part of another.',
  )
})

it('up to three sends are named one by one', () => {
  expect(answer('late-reader', ['hello', 'world'], ['helloworld'])).toBe(
    '1 recv for 2 sends: the first returned 10 bytes, all of send 1 and all of send 2.',
  )
  expect(answer('late-reader', ['hello', 'world'], ['hello', 'world'])).toBe(
    '2 recvs for 2 sends: the first returned 5 bytes, all of send 1.',
  )
})

it('the second recv of a remote command begins with what was left of the first answer', () => {
  expect(answer('remote-command', ['0123456789', 'abc'], ['0123456', '789abc'])).toBe(
    '2 recvs for 2 sends: the second returned 6 bytes, 3 of send 1 and all of send 2.',
  )
})

it('without a second recv it is said what the one recv returned', () => {
  expect(answer('remote-command', ['hello', 'world'], ['helloworld'])).toBe('2 sends came out of one recv.')
})

it('parts of sends at both ends are counted as parts', () => {
  const sends = ['aaaa', 'b', 'c', 'd', 'eeee']
  expect(answer('remote-command', sends, ['aaa', 'abcdee', 'ee'])).toBe(
    '3 recvs for 5 sends: the second returned 6 bytes, 3 whole sends and parts of two others.',
  )
})

it('under a framing the answer is what the framing cut', () => {
  expect(answer('late-reader', ['a\n', 'b\n'], ['a\nb\n'], 'line')).toBe(
    '2 messages came out whole, though 1 recv returned all of them.',
  )
})
