// Captures the packets of this machine's own network with dumpcap, where it is allowed to, and knows when it has seen all
// that were sent so far.
import { type ChildProcess, spawn } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import type { Readable } from 'node:stream'
import { CaptureReader, dissect, type InterfaceDescription, type PacketView, Payload } from '@unstick/pcapng'
import { errnoOf } from '../errors.ts'
import { heard } from '../heard.ts'
import { searchPath } from '../tools.ts'
import { CaptureMarker } from './capture-marker.ts'

/** dumpcap's buffer in the kernel, in MiB: what a flood may fill before dumpcap gets to run. */
const BUFFER = 16
/** Milliseconds until a marker that the capture does not show is sent again: dumpcap holds packets back for 250. */
const AGAIN = 300
/** Milliseconds after which nobody waits for the marker any more. */
const PATIENCE = 5_000

/** The message says why dumpcap does not capture, and what would change that. */
export class CaptureUnavailable extends Error {}

export class HostCapture {
  readonly interfaces: readonly InterfaceDescription[]
  readonly #dumpcap: ChildProcess
  readonly #output: Readable
  readonly #reader: CaptureReader
  readonly #marker: CaptureMarker
  readonly #closed: Promise<void>
  readonly #state: State

  private constructor(parts: Parts, interfaces: readonly InterfaceDescription[]) {
    this.interfaces = interfaces
    this.#dumpcap = parts.dumpcap
    this.#output = parts.output
    this.#reader = parts.reader
    this.#marker = parts.marker
    this.#closed = parts.closed
    this.#state = parts.state
  }

  /** Resolves when packets are captured. Throws `CaptureUnavailable`. */
  static async start(exceptPort?: number): Promise<HostCapture> {
    const names = interfaceNames()
    const parts = await startParts(names, exceptPort)
    const { dumpcap, output, reader, state, marker } = parts
    for await (const piece of output.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      reader.push(piece)
      state.begun.push(piece)
      if (state.interfaces.length === names.length) return new HostCapture(parts, state.interfaces)
    }
    await parts.closed
    marker.close()
    throw new CaptureUnavailable(whyNot(state, dumpcap))
  }

  /** The process id of dumpcap. */
  get id(): number | undefined {
    return this.#dumpcap.pid
  }

  /**
   * The capture, a pcapng file, goes to `take` in pieces; `room` is waited for before more are read. Resolves when it is
   * over.
   */
  async record(take: (piece: Uint8Array) => void, room: () => Promise<void>): Promise<void> {
    for (const piece of this.#state.begun.splice(0)) take(piece)
    for await (const piece of this.#output as AsyncIterable<Uint8Array>) {
      this.#reader.push(piece)
      take(piece)
      await room()
    }
    await this.#closed
  }

  /** Ends the capture when it has shown all that was sent before this call. Resolves with what it lacks, in a sentence. */
  async end(): Promise<string | undefined> {
    const { signalCode, exitCode } = this.#dumpcap
    const isOver = signalCode !== null || exitCode !== null
    if (!isOver) {
      await this.#seenAll()
      // Each interface is read by itself, so the loopback's marker says little about another one's last packets. A second
      // marker takes as long as dumpcap holds packets back.
      if (this.interfaces.length > 1) await this.#seenAll()
      this.#dumpcap.kill('SIGINT')
      await this.#closed
    }
    this.#marker.close()
    if (isOver)
      return `dumpcap was ended (${signalCode ?? String(exitCode)}): segments after that are missing.`
    const dropped = droppedOf(this.#state.said)
    return dropped === 0
      ? undefined
      : `dumpcap missed ${dropped} packets of this machine, because they came too fast: segments may be missing.`
  }

  async #seenAll(): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE)
    const again = setInterval(() => this.#marker.send(), AGAIN)
    try {
      await new Promise<void>((resolve) => {
        this.#state.onMarker = resolve
        late.addEventListener('abort', () => resolve())
        void this.#closed.then(() => resolve())
        this.#marker.send()
      })
    } finally {
      clearInterval(again)
      this.#state.onMarker = undefined
    }
  }
}

/** Those that have an address of their own: the ports of a bridge would show its packets a second time. */
const interfaceNames = (): readonly string[] =>
  Object.entries(networkInterfaces())
    .filter(([, addresses = []]) => addresses.some(({ address }) => !address.startsWith('fe80:')))
    // An address may have a label of its own, such as eth0:1.
    .map(([name]) => name.replace(/:.*/, ''))
    .filter((name, index, all) => all.indexOf(name) === index)

interface Parts {
  readonly dumpcap: ChildProcess
  readonly output: Readable
  readonly reader: CaptureReader
  readonly marker: CaptureMarker
  readonly closed: Promise<void>
  readonly state: State
}

/** What dumpcap said and showed so far. */
interface State {
  said: string
  errno: string | undefined
  readonly interfaces: InterfaceDescription[]
  /** The pieces that came before the recording. */
  readonly begun: Uint8Array[]
  /** Somebody waits for the marker. */
  onMarker: (() => void) | undefined
}

const startParts = async (names: readonly string[], exceptPort: number | undefined): Promise<Parts> => {
  const marker = await CaptureMarker.open()
  const filter = exceptPort === undefined ? [] : ['-f', `not tcp port ${exceptPort}`]
  // A filter before the first interface is every interface's.
  const words = [
    ...filter,
    ...names.flatMap((name) => ['-i', name]),
    '-q',
    '-n',
    '-B',
    String(BUFFER),
    '-w',
    '-',
  ]
  const env = { ...process.env, PATH: searchPath(process.env.PATH) }
  const dumpcap = heard(spawn('dumpcap', words, { stdio: ['ignore', 'pipe', 'pipe'], env }))
  const state: State = {
    said: '',
    errno: undefined,
    interfaces: [],
    begun: [],
    onMarker: undefined,
  }
  dumpcap.stderr.on('data', (piece: Buffer) => (state.said = (state.said + piece.toString()).slice(-4_096)))
  dumpcap.once('error', (error) => (state.errno = errnoOf(error)))
  const closed = new Promise<void>((resolve) => {
    dumpcap.once('close', () => resolve())
    dumpcap.once('error', () => resolve())
  })
  const payload = new Payload()
  const isMarker = ({ linkType, data, start, length, originalLength }: PacketView): boolean =>
    dissect(linkType, data, start, length, originalLength, payload) &&
    payload.transport === 'udp' &&
    payload.sourcePort === marker.port &&
    payload.destinationPort === marker.port
  const reader = new CaptureReader({
    interface: (_, description) => void state.interfaces.push({ ...description }),
    packet: (packet) => {
      if (state.onMarker && isMarker(packet)) state.onMarker()
    },
  })
  return { dumpcap, output: dumpcap.stdout, reader, marker, closed, state }
}

/** In a sentence, with the command that allows it. Debian asks at the installation who may capture. */
const whyNot = ({ errno, said }: State, { exitCode }: ChildProcess): string => {
  if (errno === 'ENOENT')
    return 'dumpcap, which captures them, is not installed: `sudo apt-get install wireshark-common` installs it.'
  if (errno === 'EACCES' || /permission|not permitted/i.test(said))
    return 'dumpcap, which captures them, is not allowed to: `sudo dpkg-reconfigure wireshark-common` and `sudo usermod -aG wireshark $USER` allow it from the next login on.'
  const [line = ''] = said.split('\n').filter((each) => each !== '' && !each.startsWith('Capturing on'))
  return `dumpcap, which captures them, failed (${line || (errno ?? String(exitCode))}).`
}

/** `Packets received/dropped on interface 'Loopback: lo': 69/0 (…)`, which dumpcap says of each at its end. */
const droppedOf = (said: string): number =>
  [...said.matchAll(/received\/dropped on interface .*: \d+\/(\d+)/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
