// What a session's connections look like, those of one server port together. Loaded apart, because it is asked for when somebody
// looks for a framing.
import { fitWords, type Guess, type Guesses, guessSentence, guessTitle } from '@unstick/framing'
import {
  capitalized,
  counted,
  type Framing,
  guessDatagramPorts,
  guessPortOf,
  printPlan,
  serverPort,
  type Session,
  type Stream,
  withPart,
} from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

/** A framing that fits, and why it is offered. */
export interface ShownGuess {
  /** A framing's text, or a plan's. */
  readonly framing: string
  /** `looks like PostgreSQL: 412 of 412 messages fit in both directions`. */
  readonly says: string
  /** If several ports are named: what each looks like, and how many others were looked at and look like nothing known. */
  readonly byPort?: { readonly ports: readonly PortLook[]; readonly others: number }
}

export interface PortLook {
  readonly port: number
  /** `PostgreSQL`. */
  readonly title: string
  /** `47 of 47 messages fit in both directions`. */
  readonly fits: string
}

export interface SessionGuess {
  /** For all connections: if they look different, a framing for each port. `undefined` if nothing fits well enough to say so. */
  readonly all: ShownGuess | undefined
  /** For those of the shown stream's port. */
  readonly here: ShownGuess | undefined
  /** Why nothing is said of the shown stream's port, in sentences. */
  readonly nothing: readonly string[]
}

/** At most this many ports, those with the most bytes first. */
const MOST_PORTS = 8

interface LookedAt {
  readonly port: number
  readonly guesses: Guesses | undefined
}

/** The guesses of a session as it was when it had this many bytes, because the field asks again whenever it is entered. */
interface Known {
  readonly length: number
  readonly ports: Map<number, Guesses | undefined>
}

const known = new WeakMap<Session, Known>()

/** `rest` is awaited between two ports, so that the worker answers other questions meanwhile. */
export const guessShown = async (
  session: Session,
  { stream }: ShownStream,
  rest: () => Promise<void>,
): Promise<SessionGuess> => {
  const all = portsOf(session.streams, stream)
  const own = serverPort(stream)
  const ports = all.filter(([port], k) => k < MOST_PORTS || port === own)
  const looked: LookedAt[] = []
  for (const [port, of] of ports) {
    looked.push({ port, guesses: guessOf(session, port, of) })
    await rest()
  }
  const here = looked.find(({ port }) => port === own)
  return {
    all: offerOf(looked, ports.length === all.length),
    here: here?.guesses && shownOf(here.guesses),
    nothing: here?.guesses === undefined ? ofDatagrams(session, own) : againstOf(here.guesses),
  }
}

/** Datagrams are messages already; at most it can be said of which protocol. */
const ofDatagrams = (session: Session, own: number): readonly string[] => {
  const port = guessDatagramPorts(session).find((each) => each.port === own)
  return [
    'UDP keeps the boundaries of datagrams, so no framing is needed to find the messages.',
    ...(port?.guess
      ? [
          `All ${counted(port.guess.datagrams, 'datagram')} that were looked at are messages of ${port.guess.framing}.`,
        ]
      : []),
  ]
}

const guessOf = (session: Session, port: number, stream: Stream): Guesses | undefined => {
  let of = known.get(session)
  if (of?.length !== session.length) {
    of = { length: session.length, ports: new Map() }
    known.set(session, of)
  }
  if (!of.ports.has(port)) of.ports.set(port, guessPortOf(session, stream)?.guesses)
  return of.ports.get(port)
}

/** A stream of each port, the shown stream for its own; the ports with the most bytes first. */
const portsOf = (streams: readonly Stream[], shown: Stream): readonly (readonly [number, Stream])[] => {
  const ports = new Map<number, { readonly stream: Stream; readonly bytes: number }>()
  for (const stream of streams) {
    const port = serverPort(stream)
    const before = ports.get(port)
    const bytes = (before?.bytes ?? 0) + stream.length
    ports.set(port, { stream: before?.stream.transport === 'tcp' ? before.stream : stream, bytes })
  }
  const own = serverPort(shown)
  return [...ports]
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .map(([port, { stream }]) => [port, port === own ? shown : stream] as const)
}

const shownOf = (guesses: Guesses): ShownGuess | undefined =>
  guesses.best && { framing: guesses.best.framing, says: guessSentence(guesses) }

/** One framing if all ports have it, else one for each port that looks like something. `isAll`: no port was left out. */
const offerOf = (looked: readonly LookedAt[], isAll: boolean): ShownGuess | undefined => {
  const found = looked.flatMap(({ port, guesses }) =>
    guesses?.best ? [{ port, guesses, best: guesses.best }] : [],
  )
  const [first] = found
  if (!first) return undefined
  if (looked.length === 1 && isAll) return shownOf(first.guesses)
  const isSame =
    isAll && found.length === looked.length && found.every(({ best }) => best.framing === first.best.framing)
  const plan = found.reduce<Framing>(
    (before, { port, best }) => withPart(before, { of: String(port), spec: best.spec }),
    { kind: 'none' },
  )
  return {
    framing: isSame ? first.best.framing : printPlan(plan),
    says: found.map(portWords).join('; '),
    byPort: {
      ports: found.map(({ port, best }) => ({ port, title: guessTitle(best), fits: fitWords(best) })),
      others: looked.length - found.length,
    },
  }
}

interface Found {
  readonly port: number
  readonly best: Guess
}

/** `port 5432 looks like PostgreSQL: 47 of 47 messages fit in both directions`, and of the next ones `port 6379 like Redis: …`. */
const portWords = ({ port, best }: Found, k: number): string =>
  `port ${port} ${k === 0 ? 'looks ' : ''}like ${guessTitle(best)}: ${fitWords(best)}`

/** `Nothing fits…`, the framing that comes nearest, and what speaks against it. */
const againstOf = (guesses: Guesses): readonly string[] => {
  if (guesses.best) return []
  const [nearest] = guesses.ranked
  const sentence = (text: string): string => `${capitalized(text)}.`
  return [
    sentence(guessSentence(guesses)),
    ...(nearest
      ? [
          `${guessTitle(nearest)} comes nearest: ${fitWords(nearest)}.`,
          ...(nearest.speaksAgainst.length > 0
            ? nearest.speaksAgainst.map((text) => `Against it: ${text}.`)
            : ['That may be chance: too little else speaks for it.']),
        ]
      : []),
  ]
}
