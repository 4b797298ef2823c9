// Packets without a time (pcapng's simple packet blocks) carry bytes, but neither begin nor end a session.
import { interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { expect, it } from 'vitest'
import { Session } from '../src/index.ts'
import { began } from './log-of.ts'
import { capturedBlock, simpleBlock } from './packets-of.ts'

const opening = Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: LINK_ETHERNET })])

const read = (...blocks: readonly Uint8Array[]): Session => {
  const session = new Session()
  session.push(Buffer.concat([opening, ...blocks]))
  session.end()
  return session
}

it('simple packets do not extend the session and get the time of the packet before them', () => {
  const session = read(
    simpleBlock(capturedBlock(0, { from: 'client', at: 0, payload: 'a' })),
    capturedBlock(0, { from: 'client', at: 5, offset: 1, payload: 'b' }),
    capturedBlock(0, { from: 'client', at: 7, offset: 2, payload: 'c' }),
    simpleBlock(capturedBlock(0, { from: 'client', at: 0, offset: 3, payload: 'd' })),
  )
  expect([session.untimed, session.isTimed, session.span]).toEqual([2, true, 2e6])
  expect(session.timeText(session.first)).toBe(String(began + 5_000_000n))
  expect(Array.from(session.streams[0]?.segment.times ?? []).slice(0, 4)).toEqual([0, 0, 2e6, 2e6])
  expect(Buffer.from(session.streams[0]?.bytes(0, 4) ?? []).toString()).toBe('abcd')
})

it('a file with only simple packets has no time', () => {
  const session = read(simpleBlock(capturedBlock(0, { from: 'client', at: 0, payload: 'a' })))
  expect([session.untimed, session.isTimed, session.span]).toEqual([1, false, 0])
})
