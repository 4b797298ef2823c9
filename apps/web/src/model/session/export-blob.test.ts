import { expect, test } from 'vitest'
import { sixteenGibibytes } from '../../../../../packages/session/test/sparse-log.ts'
import { opening, recv, send } from '../../../test/sessions.ts'
import { exportBlob } from './export-blob.ts'
import { OpenedSession } from './opened-session.ts'
import { missingOf } from './shown-bytes.ts'

const blocks = [
  ...opening('hello + world'),
  send(0, '\0\0\0\u0005hello'),
  send(1, '\0\0\0\u0005world'),
  recv(200, 1_024, '\0\0\0\u0005hello\0\0\0\u0005world'),
]

/** Pushed in pieces that end inside blocks. */
const opened = (framing: string): OpenedSession => {
  const session = new OpenedSession('id', framing, 0)
  const whole = Buffer.concat(blocks)
  for (let at = 0; at < whole.length; at += 100) session.push(new Uint8Array(whole.subarray(at, at + 100)))
  session.end()
  return session
}

test('the session comes out byte for byte', async () => {
  const bytes = await (await exportBlob(opened('none'), 'pcapng')).arrayBuffer()
  expect(Buffer.from(bytes).equals(Buffer.concat(blocks))).toBe(true)
})

test('the shown stream is exported as its bytes, with none missing', async () => {
  const session = opened('none')
  expect(await (await exportBlob(session, 'raw')).text()).toBe('\0\0\0\u0005hello\0\0\0\u0005world')
  expect(missingOf(session)).toBe(0)
})

test('messages are exported as one JSON object per line, through the shown framing', async () => {
  const lines = (await (await exportBlob(opened('struct:!I'), 'frames')).text()).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { lane: 'message', index: 0, start: 0, end: 9, header: 4, complete: true },
    { lane: 'message', index: 1, start: 9, end: 18, header: 4, complete: true },
  ])
})

test('a session without a stream exports no bytes and no messages', async () => {
  const session = new OpenedSession('id', 'none', 0)
  expect(await (await exportBlob(session, 'raw')).text()).toBe('')
  expect(await (await exportBlob(session, 'frames')).text()).toBe('')
  expect(missingOf(session)).toBe(0)
})

test('a capture that claims gigabytes exports the bytes that exist, and counts the missing ones', async () => {
  const session = new OpenedSession('id', 'none', 0)
  session.push(new Uint8Array(sixteenGibibytes))
  session.end()
  expect(await (await exportBlob(session, 'raw')).text()).toBe('abcdefghijklmnop')
  expect(missingOf(session)).toBe(15 * 2 ** 30 - 15)
})
