// A guess in one line, for `guess`, and for other commands that were given no framing.
import { type Guesses, guessSentence } from '@unstick/framing'
import { counted, guessSession, type PortGuess, type Session } from '@unstick/session'

/** `looks like PostgreSQL: 412 of 412 messages fit in both directions (--framing postgres)`. */
export const guessLine = (guesses: Guesses): string => {
  const { best } = guesses
  return `${guessSentence(guesses)}${best ? ` (--framing ${quoted(best.framing)})` : ''}`
}

/** `Port 5432, 2 connections: `; nothing for raw bytes. */
export const portName = (port: number | undefined, connections = 1): string =>
  port === undefined ? '' : `Port ${port}, ${counted(connections, 'connection')}: `

/** A line for each port of which something can be said. */
export const sessionGuessLines = (session: Session): readonly string[] =>
  guessSession(session)
    .filter(hasGuess)
    .map(({ port, connections, guesses }) => `${portName(port, connections)}${guessLine(guesses)}`)

const hasGuess = ({ guesses }: PortGuess): boolean => guesses.best !== undefined

/** As a shell takes it. */
const quoted = (text: string): string =>
  /^[\w:,.=+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
