// One framing for all connections, or one for each port.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  FrameReader,
  frameStream,
  ownFraming,
  parsePlan,
  printPlan,
  printSessionHeader,
  Session,
  specFor,
  withPart,
} from '../src/index.ts'

const plan = (text: string) => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
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
  ['5432=postgres,6379=redis', '5432=postgres,6379=redis'],
  ['5432=length:u32be,at=1,adjust=-4,*=line', '5432=length:u32be,at=1,adjust=-4,*=line'],
  ['127.0.0.1:5432>[::1]:40000=tls', '127.0.0.1:5432>[::1]:40000=tls'],
  // A port with zeros in front is the number that connections have.
  ['0443=tls,*=line', '443=tls,*=line'],
  ['command:set=4|add=4', 'command:set=4|add=4'],
])('%s is read as %s', (text, printed) => {
  expect(printPlan(plan(text))).toBe(printed)
})

test.each([
  // The text, what is marked in it, its code, and what the sentence begins with.
  ['5432=postgrse', 'postgrse', 'KIND_UNKNOWN', 'For 5432: There is no framing called'],
  ['5432=postgres,6379=nothing', 'nothing', 'KIND_UNKNOWN', 'For 6379: '],
  ['5432=postgres, 80=length:u31be,at=1', 'u31be', 'VALUE_WRONG', 'For 80: '],
  ['5432=postgres,*=', '', 'KIND_UNKNOWN', 'For *: '],
  ['65536=postgres', '65536', 'PORT_WRONG', 'A port is a number from 1 to 65,535'],
  ['80=line,0=line', '0', 'PORT_WRONG', 'A port is a number from 1 to 65,535'],
  ['80=line,81=resp,80=json', '80', 'CONNECTIONS_TWICE', 'Port 80 already has a framing'],
  ['80=line,080=resp', '080', 'CONNECTIONS_TWICE', 'Port 80 already has a framing'],
  ['*=line,*=resp', '*', 'CONNECTIONS_TWICE', 'The rest already has a framing'],
  ['postgres=5432', 'postgres', 'CONNECTIONS_UNKNOWN', '“postgres” names no connections'],
  ['length:u16be,at=2,6379=resp', 'length:u16be,at=2', 'CONNECTIONS_UNKNOWN', 'Say which connections'],
  ['  leng', 'leng', 'KIND_UNKNOWN', 'There is no framing called'],
])('%j is refused at %j as %s', (text, marked, code, message) => {
  const parsed = parsePlan(text)
  if (parsed.ok) throw new Error('it was taken')
  expect(text.slice(parsed.error.start, parsed.error.end)).toBe(marked)
  expect(parsed.error.code).toBe(code)
  expect(parsed.error.message.slice(0, message.length)).toBe(message)
})

test('the later of two equal ports is the wrong one', () => {
  const parsed = parsePlan('80=line,81=resp,80=json')
  expect(parsed.ok ? undefined : parsed.error.start).toBe(16)
})

test('a comma after a backslash belongs to the delimiter', () => {
  expect(plan(String.raw`delimiter:\,80=`)).toEqual({ kind: 'delimiter', delimiters: [',80='] })
})

test.each([
  // The plan, the part that is added, names that give way, and the plan then.
  ['none', '5432', 'postgres', [], '5432=postgres'],
  ['line', '5432', 'postgres', [], '5432=postgres,*=line'],
  ['5432=postgres', '6379', 'resp', [], '5432=postgres,6379=resp'],
  ['5432=postgres,6379=line', '6379', 'resp', [], '5432=postgres,6379=resp'],
  ['5432=postgres', 'a:1>b:5432', 'resp', [], 'a:1>b:5432=resp,5432=postgres'],
  // The connection's own part would hide the port's.
  ['a:1>b:5432=resp', '5432', 'postgres', ['a:1>b:5432', 'b:5432>a:1'], '5432=postgres'],
  ['5432=postgres,6379=resp', '6379', 'none', [], '5432=postgres,6379=none'],
  // Nothing is left to tell apart.
  ['5432=postgres', '5432', 'none', [], 'none'],
  ['5432=postgres,*=line', '5432', 'line', [], 'line'],
])('%s, and %s=%s', (text, of, framing, instead, then) => {
  const { spec } = { spec: plan(framing) }
  if (spec.kind === 'plan') throw new Error('a part has one framing')
  expect(printPlan(withPart(plan(text), { of, spec }, instead))).toBe(then)
})

test('a session keeps a plan in its header, and its own framing is that plan', () => {
  const session = { header: { title: 'both', framing: '5432=postgres,*=tls' } }
  const [comment = ''] = printSessionHeader(session.header)
  expect(comment).toContain('"framing":"5432=postgres,*=tls"')
  expect(printPlan(ownFraming(session))).toBe('5432=postgres,*=tls')
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
