// The questions before a run, made from the programs' own text, and their answers, taken from the run alone.
import type { PythonPrograms } from '@unstick/api'
import type { RunOutcome } from '../model/session/run-outcome.ts'

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
  /** The lines of the program that it is about. */
  readonly lines: readonly { readonly program: string; readonly line: number }[]
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
  readonly printed: readonly string[]
}

const OTHER: Option = { value: 'other', text: 'something else' }
const WAITS: Option = { value: 'waits', text: 'it keeps waiting' }

export const questionsOf = (
  programs: PythonPrograms['programs'],
  noun: 'recv' | 'recvfrom',
): readonly Question[] => {
  const sent = sentBy(programs)
  const read = readBy(programs)
  return sent.length === 2 && read.length === 2 ? aboutTwo(sent, read) : aboutMany(noun)
}

/** The bytes literals that are sent, as Python writes them: `hello`. */
const sentBy = (programs: PythonPrograms['programs']): readonly string[] =>
  programs.flatMap(({ text }) =>
    [...text.matchAll(/\.send\((?:frame_of\()?b(['"])(.*?)\1\)/g)].map(([, , inside = '']) => inside),
  )

interface Read {
  readonly name: string
  readonly program: string
  readonly line: number
}

/** The variables that a recv fills and that are printed as they are: `data1`. */
const readBy = (programs: PythonPrograms['programs']): readonly Read[] =>
  programs.flatMap(({ name: program, text }) =>
    text.split('\n').flatMap((line, index) => {
      const name = /^(\w+) = .*recv\w*\(/.exec(line)?.[1]
      return name !== undefined && text.includes(`print(f'${name}: {${name}!r}')`)
        ? [{ name, program, line: index + 1 }]
        : []
    }),
  )

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
      lines: [],
    },
    {
      id: one.name,
      text: `What will ${one.name} hold?`,
      options: unlike([code(first), code(''), code(first + second)], OTHER),
      lines: [one],
    },
    {
      id: two.name,
      text: `And ${two.name}?`,
      options: unlike([code(second), code(''), WAITS], OTHER),
      lines: [two],
    },
  ]
}

/** If two texts are equal, they are one option. */
const unlike = (options: readonly Option[], last: Option): readonly Option[] => [
  ...options.filter(({ value }, k) => options.findIndex((each) => each.value === value) === k),
  last,
]

const aboutMany = (noun: string): readonly Question[] => [
  {
    id: 'count',
    text: `How many ${noun} calls will return bytes, compared with the sends?`,
    options: [
      { value: 'fewer', text: 'fewer' },
      { value: 'same', text: 'as many' },
      { value: 'more', text: 'more' },
    ],
    lines: [],
  },
  {
    id: 'first',
    text: `What will the first ${noun} return?`,
    options: [
      { value: 'whole', text: 'exactly the first send' },
      { value: 'part', text: 'a part of it' },
      { value: 'beyond', text: 'more than it' },
    ],
    lines: [],
  },
  {
    id: 'as-sent',
    text: 'Will the reader get every message as it was sent?',
    options: [
      { value: 'yes', text: 'yes' },
      { value: 'no', text: 'no' },
    ],
    lines: [],
  },
]

export const resultOf = ({ id, options }: Question, { outcome, printed }: Ran): Result => {
  const { sends, recvs, firstSend, firstRecv, asSent, why } = outcome
  const counts = `${number(sends, 'send')}, ${number(recvs, 'recv')} with bytes.`
  switch (id) {
    case 'filled': {
      const filled = printed.flatMap((line) => /^\w+: b(['"])(.*)\1$/.exec(line)?.[2] ?? [])
      return {
        value: String(filled.filter((inside) => inside !== '').length),
        text: undefined,
        why: `${counts} ${why}`.trim(),
      }
    }
    case 'count':
      return {
        value: recvs < sends ? 'fewer' : recvs > sends ? 'more' : 'same',
        text: undefined,
        why: `${counts} ${why}`.trim(),
      }
    case 'first':
      return {
        value:
          recvs === 0
            ? undefined
            : firstRecv === firstSend
              ? 'whole'
              : firstRecv < firstSend
                ? 'part'
                : 'beyond',
        text: undefined,
        why: `The first send had ${number(firstSend, 'byte')}, and the first recv returned ${number(firstRecv, 'byte')}.`,
      }
    case 'as-sent':
      return {
        value: asSent ? 'yes' : 'no',
        text: undefined,
        why: asSent
          ? 'Each message begins and ends where a send did.'
          : 'Not every message begins and ends where a send did. TCP carries bytes; nothing in them says where a message ends.',
      }
    default: {
      const inside = printed.flatMap((line) =>
        line.startsWith(`${id}: b`) ? [line.slice(id.length + 4, -1)] : [],
      )[0]
      const isOffered = options.some(({ value }) => value === inside)
      return {
        value: inside === undefined ? 'waits' : isOffered ? inside : 'other',
        text: inside === undefined || isOffered ? undefined : `b'${inside}'`,
        why:
          inside === ''
            ? 'The client had closed: with no byte left, recv returns nothing at once. It waits only while the client stays open.'
            : inside === undefined
              ? 'The program ended before it printed this.'
              : `The first recv returned ${number(firstRecv, 'byte')}; the first send had ${number(firstSend, 'byte')}.`,
      }
    }
  }
}

const number = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
