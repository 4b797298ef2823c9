// What the shown stream's connections look like. Loaded apart, because it is asked for when somebody looks for a framing.
import { guessSentence } from '@unstick/framing'
import { guessPortOf, type Session } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

/** A framing that fits, and why it is offered. */
export interface ShownGuess {
  /** A spec's text. */
  readonly framing: string
  /** `looks like PostgreSQL: 412 of 412 messages fit in both directions`. */
  readonly says: string
}

/** `undefined` if nothing fits well enough to say so. */
export const guessShown = (session: Session, { stream }: ShownStream): ShownGuess | undefined => {
  const guesses = guessPortOf(session, stream)?.guesses
  return guesses?.best && { framing: guesses.best.framing, says: guessSentence(guesses) }
}
