// What the programs of a session printed, for the page to show as their talk.
import type { Session } from '@unstick/session'
import type { Talk } from '../../worker/protocol.ts'

/** The most that the page is told: printed texts, the last ones; senders, the first ones. */
const MOST = 1_000

export const talkOf = (session: Session | undefined): Talk => ({
  printed: session?.printed.slice(-MOST).map(({ program, text }) => ({ program, text })) ?? [],
  senders:
    session?.streams
      .slice(0, MOST)
      .flatMap(({ writer, source }) => (writer === undefined ? [] : [{ program: writer, at: source }])) ?? [],
})
