// The first steps: the sentence and the button of each. They say nothing of what the run did, because the headline does.

/** What the first steps see of the page. */
export interface Seen {
  readonly hasRun: boolean
  readonly running: boolean
  readonly replaying: boolean
  /** Whether the programs of the run on screen used a framing. */
  readonly framed: boolean
  /** Whether a program got something else than was sent; `undefined` until it is known. */
  readonly isWrong: boolean | undefined
}

/** What the button does. */
export type Deed = 'skip the replay' | 'run with framing' | 'open the course'

export interface Step {
  /** Counted from 0: predict, watch, frame. */
  readonly at: 0 | 1 | 2
  readonly says: string
  readonly button: { readonly name: string; readonly does: Deed } | undefined
}

export const names = ['Predict', 'Watch', 'Frame'] as const

const SKIP = { name: 'Skip to the end', does: 'skip the replay' } as const
const FRAME = { name: 'Run with framing', does: 'run with framing' } as const

export const stepOf = ({ hasRun, running, replaying, framed, isWrong }: Seen): Step => {
  if (!hasRun)
    return {
      at: 0,
      says: running
        ? 'The programs start.'
        : 'Two real programs are about to talk over TCP. Read them, answer the questions, then run and compare. Or just run them.',
      button: undefined,
    }
  const at = framed ? 2 : 1
  if (running) return { at, says: 'The programs are running.', button: undefined }
  if (replaying)
    return {
      at,
      says: framed
        ? 'The same two texts, now each with its length in front. Watch what the server takes out of the bytes.'
        : 'Your run in slow motion. Colour is bytes, grey is time in a call, hatched is asleep. Watch where the bytes lie until recv is called.',
      button: SKIP,
    }
  if (isWrong === undefined) return { at, says: '', button: undefined }
  if (framed)
    return {
      at,
      says: isWrong
        ? 'With a framing a reader notices what does not fit, and does not take it for a message.'
        : 'TCP moved the bytes as it did before. The length in front tells the server where each message ends.',
      button: isWrong ? FRAME : { name: 'Go on with the course', does: 'open the course' },
    }
  return {
    at,
    says: isWrong
      ? 'A TCP stream has no messages: nothing in the bytes says where a send ended. A framing says it.'
      : 'This time they came one by one, but nothing promises that. A framing makes it sure.',
    button: FRAME,
  }
}
