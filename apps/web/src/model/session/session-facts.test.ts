import { readFileSync } from 'node:fs'
import { Session } from '@unstick/session'
import { expect, test } from 'vitest'
import { sessionFacts } from './session-facts.ts'

// By tshark: `tcp.len > 0`, and `udp`.
test.each([
  ['plain.pcap', { tcp: 2, udp: 0, segments: 3, datagrams: 0 }],
  ['udp-real.pcap', { tcp: 0, segments: 0, datagrams: 110 }],
])('TCP segments and UDP datagrams of %s are counted separately', (name, facts) => {
  const session = new Session()
  session.push(
    readFileSync(new URL(`../../../../../packages/session/test/fixtures/${name}`, import.meta.url)),
  )
  session.end()
  expect(sessionFacts(session, session.length, undefined)).toMatchObject(facts)
})
