import { expect, test } from 'vitest'
import { stuckOutcome as outcome } from '../../test/stuck-outcome.ts'
import { numbersOf, questionsOf, resultOf } from './questions.ts'

const programs = [
  {
    name: 'server',
    text: "data1 = conn.recv(1024)\ndata2 = conn.recv(1024)\nprint(f'data1: {data1!r}')\nprint(f'data2: {data2!r}')\n",
    steps: ['4', '5', '6', '7', ''],
  },
  { name: 'client', text: "client.send(b'hello')\nclient.send(b'world')\n", steps: ['3', '5', ''] },
]
const valuesOf = (printed: readonly string[]) =>
  questionsOf(programs, 'recv').map(
    (question) =>
      resultOf(question, { outcome, printed: printed.map((line) => ({ program: 'server', line })) }).value,
  )

test('two texts and two variables: the questions are about what the program will print', () => {
  expect(
    questionsOf(programs, 'recv').map(({ text, options }) => [text, options.map((each) => each.text)]),
  ).toEqual([
    ['How many of data1 and data2 will hold bytes?', ['none', 'one', 'both']],
    ['What will data1 hold?', ["b'hello'", "b''", "b'helloworld'", 'something else']],
    ['And data2?', ["b'world'", "b''", 'it keeps waiting', 'something else']],
  ])
})

test('the answers are what the programs printed in the run', () => {
  expect(valuesOf(["data1: b'helloworld'", "data2: b''"])).toEqual(['1', 'helloworld', ''])
  expect(valuesOf(["data1: b'hello'", "data2: b'world'"])).toEqual(['2', 'hello', 'world'])
  expect(valuesOf(["data1: b'hel'", "data2: b'low'"])).toEqual(['2', 'other', 'other'])
  expect(valuesOf(["data1: b'helloworld'"])).toEqual(['1', 'helloworld', 'waits'])
})

test('other programs are asked how many recvs there will be and what the first returns', () => {
  const questions = questionsOf([], 'recv')
  expect(questions.map(({ id }) => id)).toEqual(['count', 'first', 'as-sent'])
  const values = (ran: Partial<typeof outcome>) =>
    questions.map((question) => resultOf(question, { outcome: { ...outcome, ...ran }, printed: [] }).value)
  expect(values({})).toEqual(['fewer', 'beyond', 'no'])
  expect(values({ recvs: 4, firstRecv: 3 })).toEqual(['more', 'part', 'no'])
  expect(values({ recvs: 2, firstRecv: 5, asSent: true })).toEqual(['same', 'whole', 'yes'])
  expect(values({ recvs: 0, firstRecv: 0 })).toEqual(['fewer', undefined, 'no'])
})

test('the numbers of the questions stand at the calls and messages that they are about', () => {
  expect([...numbersOf(questionsOf(programs, 'recv'))]).toEqual([
    ['server 4', [1, 2]],
    ['server 5', [1, 3]],
    ['message 1', [2]],
    ['message 2', [3]],
  ])
})

test('of other programs they stand at the recvs of the one that reads, and at all messages', () => {
  const loop = { name: 'server', text: 'while True:\n    data = conn.recv(5)\n', steps: ['', '3.1', ''] }
  expect([...numbersOf(questionsOf([loop], 'recv'))]).toEqual([
    ['server 3.1', [1, 2]],
    ['message 0', [3]],
  ])
  // With two readers nobody knows which of them is asked about.
  expect([...numbersOf(questionsOf([loop, { ...loop, name: 'client' }], 'recv')).keys()]).toEqual([
    'message 0',
  ])
})

test('an experiment about segments is asked about them; without captured packets that is not measured', () => {
  const questions = questionsOf([], 'recv', true)
  expect(questions.map(({ id }) => id)).toEqual(['segments', 'count', 'as-sent'])
  const about = (segments: number | undefined) => {
    const [question] = questions
    return question && resultOf(question, { outcome: { ...outcome, segments }, printed: [] })
  }
  expect(about(1)?.value).toBe('fewer')
  expect(about(2)?.value).toBe('same')
  expect(about(4)).toMatchObject({ value: 'more', why: '2 sends, 4 segments.' })
  expect(about(undefined)).toMatchObject({ value: undefined, text: 'not measured' })
})

test('what another program printed under the same names is not looked at', () => {
  const printed = [
    { program: 'udp-server', line: "data1: b'hello'" },
    { program: 'server', line: "data1: b'helloworld'" },
    { program: 'udp-server', line: "data2: b'world'" },
    { program: 'server', line: "data2: b''" },
  ]
  const values = questionsOf(programs, 'recv').map(
    (question) => resultOf(question, { outcome, printed }).value,
  )
  expect(values).toEqual(['1', 'helloworld', ''])
})

test('the reason names the recv that the question is about, and under a framing none', () => {
  const printed = ["data1: b'hello'", "data2: b'wor'"].map((line) => ({ program: 'server', line }))
  const whyOf = (ran: Partial<typeof outcome>) =>
    questionsOf(programs, 'recv').map(
      (question) => resultOf(question, { outcome: { ...outcome, ...ran }, printed }).why,
    )
  const apart = { recvs: 2, firstRecv: 5, secondRecv: 3 }
  expect(whyOf(apart).slice(1)).toEqual([
    'The first recv returned 5 bytes; the first send had 5 bytes.',
    'The second recv returned 3 bytes; the second send had 5 bytes.',
  ])
  expect(whyOf({ ...apart, framed: true })[2]).toMatch(/^A framing says where each message ends/)
})

test('a program that ended with an error does not keep waiting', () => {
  const printed = ["data1: b'hello'", 'EOFError: the stream ended 2 bytes too early'].map((line) => ({
    program: 'server',
    line,
  }))
  const [, , last] = questionsOf(programs, 'recv')
  expect(last && resultOf(last, { outcome, printed })).toMatchObject({
    value: 'other',
    text: 'EOFError: the stream ended 2 bytes too early',
  })
})

test('a first send that was lost, or took only a part, is not said to have come whole', () => {
  const [, first, asSent] = questionsOf([], 'recvfrom')
  const about = (question: typeof first, ran: Partial<typeof outcome>) =>
    question && resultOf(question, { outcome: { ...outcome, firstRecv: 5, ...ran }, printed: [] })
  expect(about(first, { beginsAlike: false })).toMatchObject({ value: undefined, text: 'another send' })
  expect(about(first, {})?.value).toBe('whole')
  expect(about(first, { shortWrites: 1 })?.why).toBe(
    'The first send took 5 bytes and no more of what it was given, and the first recv returned 5 bytes.',
  )
  expect(about(asSent, { shortWrites: 1 })?.why).toMatch(/^1 send took fewer bytes than/)
})

test('the reason about datagrams says recvfrom, and nothing of a stream', () => {
  const title = '1 of 2 datagrams was cut: the rest of a datagram is gone.'
  const ran = { ...outcome, transport: 'udp' as const, recvName: 'recvfrom', recvs: 2, firstRecv: 3 }
  const cut = { ...ran, answer: { title, text: '', isWrong: true } }
  const whys = (about: typeof cut | typeof ran) =>
    questionsOf([], 'recvfrom').map((question) => resultOf(question, { outcome: about, printed: [] }).why)
  expect(whys(cut)).toEqual([
    '2 sends, 2 recvfroms with bytes.',
    'The first send had 5 bytes, and the first recvfrom returned 3 bytes.',
    `A datagram keeps its boundaries, but not every one came whole. ${title}`,
  ])
  expect(whys({ ...ran, asSent: true })[2]).toBe('A datagram keeps its boundaries, and each one came whole.')
})
