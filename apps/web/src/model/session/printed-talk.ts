// What the programs of a session printed, which the page shows as their talk.
import type { Session } from '@unstick/session'
import type { Endpoint } from '@unstick/session'

export interface PrintedText {
  readonly program: string
  readonly text: string
}

/** What programs printed for their users, and which program sends from which address. */
export interface Talk {
  readonly printed: readonly PrintedText[]
  readonly senders: readonly { readonly program: string; readonly at: Endpoint }[]
}

export const noTalk: Talk = { printed: [], senders: [] }

/** The most that the page gets: of printed texts the last ones, of senders the first ones. */
const MOST = 1_000

export const talkOf = (session: Session | undefined): Talk => ({
  printed: session?.printed.slice(-MOST).map(({ program, text }) => ({ program, text })) ?? [],
  senders:
    session?.streams
      .slice(0, MOST)
      .flatMap(({ writer, source }) => (writer === undefined ? [] : [{ program: writer, at: source }])) ?? [],
})
