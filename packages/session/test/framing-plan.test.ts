// One framing for all connections, or one for each port.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FrameReader, frameStream, parsePlan, printPlan, Session, specFor } from '../src/index.ts'

const plan = (text: string) => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.framing
}

const file = readFileSync(new URL('fixtures/two-connections.pcap', import.meta.url))

const streamsOf = () => {
  const session = new Session()
  session.push(file)
  session.end()
  return session.streams
}

test.each([
  ['postgres', 'postgres'],
  ['5432=postgres,6379=redis', '5432=postgres,6379=redis,*=none'],
  ['5432=length:u32be,at=1,adjust=-4,*=line', '5432=length:u32be,at=1,adjust=-4,*=line'],
  ['127.0.0.1:5432>[::1]:40000=tls', '127.0.0.1:5432>[::1]:40000=tls,*=none'],
  ['command:set=4|add=4', 'command:set=4|add=4'],
])('%s is read as %s', (text, printed) => {
  expect(printPlan(plan(text))).toBe(printed)
})

test.each([
  ['5432=postgrse', /^For 5432: /],
  ['5432=postgres,6379=nothing', /^For 6379: /],
])('%s is refused, and the part is named', (text, message) => {
  const parsed = parsePlan(text)
  expect(parsed.ok ? '' : parsed.message).toMatch(message)
})

test('a port chooses both directions of its connections, a name one connection, and * the rest', () => {
  const [first, second] = streamsOf().filter(({ role }) => role === 'client')
  if (!first || !second) throw new Error('two connections are needed')
  const ports = plan(`${first.source.port}=line,*=resp`)
  expect([first, first.reverse, second].map((each) => each && specFor(ports, each).kind)).toEqual([
    'line',
    'line',
    'resp',
  ])
  const named = plan(`${second.name}=json,*=resp`)
  expect([first, second, second.reverse].map((each) => each && specFor(named, each).kind)).toEqual([
    'resp',
    'json',
    'json',
  ])
})

test('a reader frames only the wanted streams, each by its framing, with the beginnings of bodies', () => {
  const [wanted] = streamsOf()
  if (!wanted) throw new Error('no stream')
  const reader = new FrameReader(
    plan(`${wanted.source.port}=fixed:4`),
    {},
    {
      only: ({ name }) => name === wanted.name,
      body: 3,
    },
  )
  const lines = [...reader.push(file), ...reader.end()].filter(({ complete }) => complete)
  const framed = frameStream(wanted, { kind: 'fixed', size: 4 })
  expect(new Set(lines.map(({ stream }) => stream))).toEqual(new Set([wanted.name]))
  expect(lines.map(({ start, end, body }) => [start, end, body])).toEqual(
    Array.from({ length: framed.lane.count }, (_, k) => [4 * k, 4 * k + 4, wanted.bytes(4 * k, 4 * k + 3)]),
  )
})
