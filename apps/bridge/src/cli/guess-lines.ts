// A guess in one line, for `guess`, and for other commands that were given no framing.
import { type Guesses, guessSentence } from '@unstick/framing'
import { counted, type PortGuess } from '@unstick/session'

/** `looks like PostgreSQL: 412 of 412 messages fit in both directions (--framing postgres)`. */
export const guessLine = (guesses: Guesses): string => {
  const { best } = guesses
  return `${guessSentence(guesses)}${best ? ` (--framing ${quoted(best.framing)})` : ''}`
}

/** `Port 5432, 2 connections: `; nothing for raw bytes. */
export const portName = (port: number | undefined, connections = 1): string =>
  port === undefined ? '' : `Port ${port}, ${counted(connections, 'connection')}: `

/** A line for each port of which something can be said, after an empty one. */
export const guessLines = (ports: readonly PortGuess[]): readonly string[] => {
  const known = ports.filter(({ guesses }) => guesses.best !== undefined)
  return known.length === 0 ? [] : ['', ...known.map(portLine)]
}

/** `Port 5432, 2 connections: looks like…`. */
const portLine = ({ port, connections, guesses }: Omit<PortGuess, 'streams'>): string =>
  `${portName(port, connections)}${guessLine(guesses)}`

/** The same for programs; `framing` is null if nothing fits. */
export const guessFacts = ({ port, connections, guesses }: PortGuess) => ({
  port,
  connections,
  framing: guesses.best?.framing ?? null,
  message: guessSentence(guesses),
})

/** As a shell takes it. */
const quoted = (text: string): string =>
  /^[\w:,.=+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
