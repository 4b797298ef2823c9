// The tour's three steps as data: what each says about the run on screen, where it points, and what to do.
import { counted, grouped } from '@unstick/session'
import type { RunResult } from './run-result.ts'

/** What a card points at. */
export type Spot = 'sends and recvs' | 'framing switch' | 'run button' | 'messages'

/** What the card's button does. `next` goes to the next step. */
export type Deed = 'next' | 'switch framing on' | 'run again'

export interface Step {
  readonly title: (result: RunResult) => string
  readonly says: (result: RunResult) => string
  readonly points: (result: RunResult) => Spot
  readonly button: (result: RunResult) => { readonly name: string; readonly does: Deed }
  /** Whether the step's action was done. */
  readonly done: (result: RunResult) => boolean
}

const small = ['no', 'one', 'two', 'three', 'four']

/** `two sends`; digits for numbers above four. */
const numbered = (count: number, noun: string): string =>
  `${small[count] ?? grouped(count)} ${counted(count, noun).replace(/^\S+ /, '')}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const hasStuck = ({ sends, recvs, merge }: RunResult): boolean => merge !== undefined && recvs < sends

const cameOneByOne = ({ sends, recvs, merge }: RunResult): boolean => merge === undefined && recvs === sends

const came = (result: RunResult): boolean => result.framingError === undefined && result.messages > 0

export const steps: readonly Step[] = [
  {
    title: (result) => {
      const counts = capital(`${numbered(result.sends, 'send')}, ${numbered(result.recvs, 'recv')}`)
      if (result.recvs === 0) return `${counts}: nothing was read`
      if (hasStuck(result)) return `${counts}: they stuck together`
      return cameOneByOne(result)
        ? `${counts}: this time one by one`
        : `${counts}: cut in other places on the way`
    },
    says: (result) => {
      if (result.recvs === 0)
        return 'The run ended before a recv returned anything. Run it again to see more.'
      if (cameOneByOne(result))
        return 'Nothing promises that. TCP carries bytes, not messages: a reader that comes later may get several at once.'
      if (!hasStuck(result))
        return 'TCP carries bytes, not messages. A recv takes what is there, up to its limit, no matter where a send ended.'
      return `${result.merge ?? ''} TCP carries bytes and keeps no note of where a send ended: the dashed red seam shows where.`
    },
    points: () => 'sends and recvs',
    button: () => ({ name: 'Next', does: 'next' }),
    done: ({ framed }) => framed,
  },
  {
    title: () => 'Switch framing on',
    says: ({ spec }) =>
      spec === 'none' || spec === 'struct:!I'
        ? 'A framing is how both programs agree where a message ends. This one, struct:!I, puts its length in front, in four bytes.'
        : 'A framing is how both programs agree where a message ends: by its length, a mark after it, or a fixed size.',
    points: () => 'framing switch',
    button: () => ({ name: 'Switch it on', does: 'switch framing on' }),
    done: ({ framed }) => framed,
  },
  {
    title: (result) => {
      if (!result.spoken) return 'Run again'
      return came(result)
        ? capital(`${numbered(result.messages, 'message')} came out whole`)
        : 'No message came out whole'
    },
    says: (result) => {
      if (!result.spoken)
        return 'These bytes were sent without a framing, so they do not fit this one. Run again: then both programs speak it.'
      if (!came(result)) return result.framingError ?? 'The run ended before a whole message was there.'
      return result.recvs < result.messages
        ? `TCP did as before: ${numbered(result.recvs, 'recv')} for ${numbered(result.sends, 'send')}. Now the framing says where each message ends, so the reader cuts them apart.`
        : 'Whether the bytes come together or in pieces, the framing says where each message ends.'
    },
    points: ({ spoken }) => (spoken ? 'messages' : 'run button'),
    button: ({ spoken }) =>
      spoken ? { name: 'Done', does: 'next' } : { name: 'Run again', does: 'run again' },
    done: () => false,
  },
]

/** The step to show: the requested one, or the first one from there that is not done yet. */
export const stepAt = (asked: number, result: RunResult): number => {
  const open = steps.findIndex(({ done }, index) => index >= asked && !done(result))
  return open < 0 ? steps.length - 1 : open
}
