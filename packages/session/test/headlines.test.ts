// The first sentence about a capture: it has segments and no calls, so only a framing says what the packets carried.
import { parseFraming } from '@unstick/framing'
import { interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { expect, it } from 'vitest'
import { frameStream, headlines, Path, Session } from '../src/index.ts'
import { capturedBlock } from './packets-of.ts'

const captured = (...payloads: readonly string[]): Session => {
  const session = new Session()
  const offsets = payloads.map((_, index) => payloads.slice(0, index).join('').length)
  session.push(
    Buffer.concat([
      sectionHeaderBlock({}),
      interfaceBlock({ linkType: LINK_ETHERNET }),
      ...payloads.map((payload, index) =>
        capturedBlock(0, { from: 'client', at: index, offset: offsets[index] ?? 0, payload }),
      ),
    ]),
  )
  session.end()
  return session
}

const saidOf = (session: Session, framing: string): readonly string[] => {
  const parsed = parseFraming(framing)
  const [stream] = session.streams
  if (!parsed.ok || !stream) throw new Error('no stream')
  return headlines(session, new Path([stream], frameStream(stream, parsed.spec))).map(({ title }) => title)
}

it.each([
  [['a\nb\nc\n'], 'line', '3 messages came out whole, though 1 segment carried all of them.'],
  [['a', 'b', '\n'], 'line', '1 message came out whole, though they came in 3 segments.'],
  [['a\n', 'b\n'], 'line', '2 messages came out whole.'],
  // What is skipped is no message.
  [['x', '$\x01a'], 'length:u8,at=1,resync=24', '1 message came out whole.'],
])('of the segments %j under %s it says: %s', (payloads, framing, said) => {
  expect(saidOf(captured(...payloads), framing)[0]).toBe(said)
})

it('without a framing it says nothing, because no recv took anything for a message', () => {
  expect(saidOf(captured('a\nb\nc\n'), 'none')).toEqual([])
})
