import { expect, test } from 'vitest'
import { numbersOf, questionsOf, resultOf } from './questions.ts'

const programs = [
  {
    name: 'server',
    text: "data1 = conn.recv(1024)\ndata2 = conn.recv(1024)\nprint(f'data1: {data1!r}')\nprint(f'data2: {data2!r}')\n",
    steps: ['4', '5', '6', '7', ''],
  },
  { name: 'client', text: "client.send(b'hello')\nclient.send(b'world')\n", steps: ['3', '5', ''] },
]
const outcome = {
  sends: 2,
  recvs: 1,
  segments: 2,
  firstSend: 5,
  firstRecv: 10,
  asSent: false,
  why: '',
  answer: undefined,
}
const valuesOf = (printed: readonly string[]) =>
  questionsOf(programs, 'recv').map((question) => resultOf(question, { outcome, printed }).value)

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
    ['message data1', [2]],
    ['message data2', [3]],
  ])
})

test('of other programs they stand at the recvs of the one that reads, and at all messages', () => {
  const loop = { name: 'server', text: 'while True:\n    data = conn.recv(5)\n', steps: ['', '3.1', ''] }
  expect([...numbersOf(questionsOf([loop], 'recv'))]).toEqual([
    ['server 3.1', [1, 2]],
    ['message ', [3]],
  ])
  // With two readers nobody knows which of them is asked about.
  expect([...numbersOf(questionsOf([loop, { ...loop, name: 'client' }], 'recv')).keys()]).toEqual([
    'message ',
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
