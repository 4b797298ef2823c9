// Performs an experiment: runs all its programs at once, and writes every call to the log as a block.
import {
  type Call,
  callBlock,
  callInterfaceBlock,
  type Endpoint,
  type SessionHeader,
  sessionHeaderBlock,
} from '@unstick/session'
import type { Clock } from '../clock.ts'
import { refusal } from '../errors.ts'
import { type Host, thisHost } from '../hosts/host.ts'
import { refuseTooLong } from '../sessions/refuse-too-long.ts'
import type { PreparedRun } from './prepared-run.ts'
import { ProgramRun } from './program-run.ts'
import type { Stage } from './program-state.ts'
import type { TypedLines } from './typed-lines.ts'

/** Receives the blocks: the recorder, or anything else that takes whole pcapng blocks. */
export interface BlockSink {
  append(block: Uint8Array): void
  /** Resolves as soon as there is room for more. */
  room(): Promise<void>
}

/** The longest that a run may take. No condition can raise it. */
export const MAX_SECONDS = 60

/** How long a run may take, and who types during it. */
export interface RunBounds {
  readonly maxSeconds?: number
  /** What people type during the run; absent if nobody does. */
  readonly typed?: TypedLines
}

interface Bounds extends RunBounds {
  /** The host on which a program runs, by the program's number. Left out: this machine, on its loopback. */
  readonly hostOf?: (program: number) => Host
  /** Listeners outside the run that its programs may connect to, by name. */
  readonly elsewhere?: Readonly<Record<string, Endpoint>>
}

/** What the session's header says about the network that the programs used. */
export type NetworkWords = Pick<SessionHeader, 'network' | 'networkNote'>

/** The blocks that begin a run's session: its header, and one interface per program. Throws `SESSION_HEADER_TOO_LONG`. */
export const openingBlocks = (run: PreparedRun, network: NetworkWords): readonly Uint8Array[] => [
  refuseTooLong(() => sessionHeaderBlock({ ...run.header, ...network })),
  ...run.programs.map(({ name }) => callInterfaceBlock(name)),
]

/**
 * Runs until every program has ended. Programs that serve for ever are ended after all others. If one program fails,
 * all are ended. Throws `RUN_TOO_LONG` after `maxSeconds`. A stop by `signal` ends the run without an error. The sockets
 * are closed in any case.
 */
export const perform = async (
  run: Pick<PreparedRun, 'programs' | 'conditions' | 'codec'>,
  clock: Clock,
  sink: BlockSink,
  signal: AbortSignal,
  { hostOf = () => thisHost, elsewhere = {}, maxSeconds = MAX_SECONDS, typed }: Bounds = {},
): Promise<void> => {
  const { programs } = run
  const places = new Map(programs.map(({ name }) => [name, new Place()]))
  for (const [name, at] of Object.entries(elsewhere)) {
    const place = new Place()
    place.found(at)
    places.set(name, place)
  }
  const interfaces = new Map(programs.map(({ name }, index) => [name, index]))
  const stage: Stage = {
    clock,
    conditions: run.conditions,
    codec: run.codec,
    whereListens: (program) => placeOf(places, program).where,
    listens: (program, at) => placeOf(places, program).found(at),
    report: (program, call) => report(sink, interfaces.get(program) ?? 0, call),
    ...(typed && { typed: (program: string, ended: AbortSignal) => typed.next(program, ended) }),
  }
  const late = AbortSignal.timeout(maxSeconds * 1_000)
  const broken = new AbortController()
  const over = AbortSignal.any([signal, late, broken.signal])
  const served = new AbortController()
  const serving = programs.map(({ steps }) => steps.some((step) => step.do === 'forever'))
  const running = programs.map(
    (program, index) =>
      new ProgramRun(
        program,
        hostOf(index),
        stage,
        serving[index] ? AbortSignal.any([over, served.signal]) : over,
      ),
  )
  const ended = running.map(async (program, index) => {
    await endOf(program, programs[index]?.name ?? '')
    // A client that waits for a server that has ended would wait for ever.
    if (serving[index]) broken.abort()
  })
  const visitors = ended.filter((_, index) => !serving[index])
  try {
    await Promise.all([...ended, Promise.all(visitors).then(() => served.abort())])
  } finally {
    broken.abort()
    await Promise.allSettled(ended)
  }
  if (late.aborted && !signal.aborted) throw refusal('RUN_TOO_LONG', maxSeconds)

  async function endOf(program: ProgramRun, name: string): Promise<void> {
    const fine = await program.run()
    placeOf(places, name).lost()
    if (!fine) await Promise.all(running.map((other) => other.stopAccepting()))
  }
}

const report = (sink: BlockSink, interfaceId: number, call: Call): Promise<void> => {
  sink.append(callBlock(interfaceId, call))
  return sink.room()
}

/** Where a program listens. Resolves once it does. */
class Place {
  readonly where: Promise<Endpoint>
  #resolve: (at: Endpoint) => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  constructor() {
    this.where = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.where.catch(() => undefined)
  }

  found(at: Endpoint): void {
    this.#resolve(at)
  }

  /** The program has ended, so those that still wait for it end too. */
  lost(): void {
    this.#reject(Object.assign(new Error('the other program never listened'), { code: 'ECANCELED' }))
  }
}

const placeOf = (places: ReadonlyMap<string, Place>, program: string): Place => {
  const place = places.get(program)
  if (!place) throw new Error(`no program is called ${program}`)
  return place
}
