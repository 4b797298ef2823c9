// The questions before a run, made from the programs' own text, and their answers, taken from the run alone.
import type { PythonPrograms } from '@unstick/api'
import type { RunOutcome } from '../model/session/run-outcome.ts'
import { callKey, messageKey, type Numbers } from '../pane/numbers.ts'

export interface Option {
  readonly value: string
  readonly text: string
  /** Whether it is code, as `b'hello'`. */
  readonly isCode?: true
}

export interface Question {
  readonly id: string
  readonly text: string
  readonly options: readonly Option[]
  /** The steps of the programs that it is about. */
  readonly steps: readonly ProgramStep[]
  /** The row of the messages that it is about, counted from 1; 0: all of them. */
  readonly message?: number
}

export interface ProgramStep {
  readonly program: string
  readonly step: string
}

/** What the run says about a question. */
export interface Result {
  /** An option's value; `undefined` if the run ended before it could be said. */
  readonly value: string | undefined
  /** What it was, if that is none of the options. */
  readonly text: string | undefined
  readonly why: string
}

/** A question that was answered before the run, beside what the run said. */
export interface Comparison {
  readonly question: Question
  /** The value that a person chose. */
  readonly guess: string
  readonly result: Result
  readonly isRight: boolean
}

export interface Ran {
  readonly outcome: RunOutcome
  /** What the programs printed, line by line. */
  readonly printed: readonly { readonly program: string; readonly line: string }[]
}

/** The last line of Python's traceback. */
const ERROR = /^(\w+\.)*\w*Error: /

const OTHER: Option = { value: 'other', text: 'something else' }
const WAITS: Option = { value: 'waits', text: 'it keeps waiting' }

/** `asksSegments`: whether the experiment asks what segments the bytes travel in. */
export const questionsOf = (
  programs: PythonPrograms['programs'],
  noun: 'recv' | 'recvfrom',
  asksSegments = false,
): readonly Question[] => {
  const sent = sentBy(programs)
  const read = readBy(programs)
  return sent.length === 2 && read.length === 2
    ? aboutTwo(sent, read)
    : aboutMany(noun, recvsOf(programs), asksSegments)
}

export const numbersOf = (questions: readonly Question[]): Numbers => {
  const numbers = new Map<string, readonly number[]>()
  questions.forEach(({ steps, message }, k) => {
    const keys = steps.map(({ program, step }) => callKey(program, step))
    for (const key of message === undefined ? keys : [...keys, messageKey(message)])
      numbers.set(key, [...(numbers.get(key) ?? []), k + 1])
  })
  return numbers
}

/** The bytes literals that are sent, as Python writes them: `hello`. */
const sentBy = (programs: PythonPrograms['programs']): readonly string[] =>
  programs.flatMap(({ text }) =>
    [...text.matchAll(/\.send\((?:frame_of\()?b(['"])(.*?)\1\)/g)].map(([, , inside = '']) => inside),
  )

interface Read extends ProgramStep {
  readonly name: string
}

/** The variables that a recv fills and that are printed as they are: `data1`. */
const readBy = (programs: PythonPrograms['programs']): readonly Read[] =>
  programs.flatMap(({ name: program, text, steps }) =>
    text.split('\n').flatMap((line, index) => {
      const name = /^(\w+) = .*recv\w*\(/.exec(line)?.[1]
      return name !== undefined && text.includes(`print(f'${name}: {${name}!r}')`)
        ? [{ name, program, step: steps[index] ?? '' }]
        : []
    }),
  )

/** The steps that receive; none if several programs do, because only one of them is asked about. */
const recvsOf = (programs: PythonPrograms['programs']): readonly ProgramStep[] => {
  const found = programs.flatMap(({ name: program, text, steps }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        /\brecv\w*\(/.test(line) && steps[index] ? [{ program, step: steps[index] }] : [],
      ),
  )
  return found.every(({ program }) => program === found[0]?.program) ? found : []
}

const aboutTwo = (
  [first = '', second = '']: readonly string[],
  read: readonly Read[],
): readonly Question[] => {
  const [one, two] = read
  if (!one || !two) return []
  const code = (inside: string): Option => ({ value: inside, text: `b'${inside}'`, isCode: true })
  return [
    {
      id: 'filled',
      text: `How many of ${one.name} and ${two.name} will hold bytes?`,
      options: [
        { value: '0', text: 'none' },
        { value: '1', text: 'one' },
        { value: '2', text: 'both' },
      ],
      steps: read,
    },
    {
      id: one.name,
      text: `What will ${one.name} hold?`,
      options: unlike([code(first), code(''), code(first + second)], OTHER),
      steps: [one],
      message: 1,
    },
    {
      id: two.name,
      text: `And ${two.name}?`,
      options: unlike([code(second), code(''), WAITS], OTHER),
      steps: [two],
      message: 2,
    },
  ]
}

/** If two texts are equal, they are one option. */
const unlike = (options: readonly Option[], last: Option): readonly Option[] => [
  ...options.filter(({ value }, k) => options.findIndex((each) => each.value === value) === k),
  last,
]

const MORE_OR_LESS: readonly Option[] = [
  { value: 'fewer', text: 'fewer' },
  { value: 'same', text: 'as many' },
  { value: 'more', text: 'more' },
]

const aboutMany = (
  noun: string,
  steps: readonly ProgramStep[],
  asksSegments: boolean,
): readonly Question[] => [
  ...(asksSegments
    ? [
        {
          id: 'segments',
          text: 'How many segments will carry the bytes, compared with the sends?',
          options: MORE_OR_LESS,
          steps: [],
        },
      ]
    : []),
  {
    id: 'count',
    text: `How many ${noun} calls will return bytes, compared with the sends?`,
    options: MORE_OR_LESS,
    steps,
  },
  ...(asksSegments ? [] : [aboutFirst(noun, steps)]),
  {
    id: 'as-sent',
    text: 'Will the reader get every message as it was sent?',
    options: [
      { value: 'yes', text: 'yes' },
      { value: 'no', text: 'no' },
    ],
    steps: [],
    message: 0,
  },
]

const aboutFirst = (noun: string, steps: readonly ProgramStep[]): Question => ({
  id: 'first',
  text: `What will the first ${noun} return?`,
  options: [
    { value: 'whole', text: 'exactly the first send' },
    { value: 'part', text: 'a part of it' },
    { value: 'beyond', text: 'more than it' },
  ],
  steps: steps.slice(0, 1),
})

export const resultOf = (question: Question, { outcome, printed }: Ran): Result => {
  const { id, options, steps } = question
  const { sends, recvs, recvName, segments, asSent, why } = outcome
  /** Other programs may print variables of the same name. */
  const lines = printed.flatMap(({ program, line }) => (program === steps[0]?.program ? [line] : []))
  const counts = `${number(sends, 'send')}, ${number(recvs, recvName)} with bytes.`
  switch (id) {
    case 'filled': {
      const filled = lines.flatMap((line) => /^\w+: b(['"])(.*)\1$/.exec(line)?.[2] ?? [])
      return {
        value: String(filled.filter((inside) => inside !== '').length),
        text: undefined,
        why: `${counts} ${why}`.trim(),
      }
    }
    case 'segments':
      return {
        value: segments === undefined ? undefined : moreOrLess(segments, sends),
        text: segments === undefined ? 'not measured' : undefined,
        why:
          segments === undefined
            ? 'No packets were captured in this run.'
            : `${number(sends, 'send')}, ${number(segments, 'segment')}.`,
      }
    case 'count':
      return {
        value: moreOrLess(recvs, sends),
        text: undefined,
        why: `${counts} ${why}`.trim(),
      }
    case 'first':
      return firstResult(outcome)
    case 'as-sent':
      return {
        value: asSent ? 'yes' : 'no',
        text: undefined,
        why: asSentWhy(outcome),
      }
    default: {
      const inside = lines.flatMap((line) =>
        line.startsWith(`${id}: b`) ? [line.slice(id.length + 4, -1)] : [],
      )[0]
      const failed = inside === undefined ? lines.find((line) => ERROR.test(line)) : undefined
      if (failed !== undefined)
        return {
          value: 'other',
          text: failed,
          why: 'The program ended with this error before it printed it.',
        }
      const isOffered = options.some(({ value }) => value === inside)
      return {
        value: inside === undefined ? 'waits' : isOffered ? inside : 'other',
        text: inside === undefined || isOffered ? undefined : `b'${inside}'`,
        why:
          inside === ''
            ? `The client had closed: with no byte left, ${outcome.recvName} returns nothing at once. It waits only while the client stays open.`
            : inside === undefined
              ? 'The program ended before it printed this.'
              : sizesWhy(question, outcome),
      }
    }
  }
}

const firstResult = ({
  recvs,
  recvName,
  firstSend,
  firstRecv,
  beginsAlike,
  shortWrites,
}: RunOutcome): Result => {
  if (recvs === 0) return { value: undefined, text: 'nothing', why: `No ${recvName} returned any bytes.` }
  const returned = `the first ${recvName} returned ${number(firstRecv, 'byte')}`
  if (!beginsAlike)
    return {
      value: undefined,
      text: 'another send',
      why: `The first send was not received; ${returned} of another.`,
    }
  const had =
    shortWrites > 0
      ? `The first send took ${number(firstSend, 'byte')} and no more of what it was given`
      : `The first send had ${number(firstSend, 'byte')}`
  return {
    value: firstRecv === firstSend ? 'whole' : firstRecv < firstSend ? 'part' : 'beyond',
    text: undefined,
    why: `${had}, and ${returned}.`,
  }
}

const asSentWhy = ({ transport, framed, asSent, shortWrites, answer }: RunOutcome): string => {
  if (shortWrites > 0) return `${number(shortWrites, 'send')} took fewer bytes than it was given.`
  if (framed)
    return asSent
      ? 'Each message came out whole: the framing says where it ends.'
      : 'Not every message came out whole under this framing.'
  if (transport === 'udp')
    return asSent
      ? 'A datagram keeps its boundaries, and each one came whole.'
      : `A datagram keeps its boundaries, but not every one came whole. ${answer?.title ?? ''}`.trim()
  return asSent
    ? 'Each message begins and ends where a send did.'
    : 'Not every message begins and ends where a send did. TCP carries bytes; nothing in them says where a message ends.'
}

/** A question about the second variable is about the second recv. */
const sizesWhy = (
  { id }: Question,
  { framed, recvName, firstSend, firstRecv, secondSend, secondRecv }: RunOutcome,
): string => {
  if (framed) return `A framing says where each message ends, however many ${recvName}s the bytes took.`
  const isSecond = id.endsWith('2')
  const [recv, send] = isSecond ? [secondRecv, secondSend] : [firstRecv, firstSend]
  const which = isSecond ? 'second' : 'first'
  return `The ${which} ${recvName} returned ${number(recv, 'byte')}; the ${which} send had ${number(send, 'byte')}.`
}

const moreOrLess = (count: number, than: number): string =>
  count < than ? 'fewer' : count > than ? 'more' : 'same'

const number = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
