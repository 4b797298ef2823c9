// The helper's handle on the wire's process.
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable, Writable } from 'node:stream'
import { heard } from '../heard.ts'
import { builtWire } from '../places.ts'
import { BlockSplitter } from './block-splitter.ts'
import type { WireOrder, WireReport } from '../wire/order.ts'

export class WireChild {
  /** Aborted when the process has ended, asked or not: no packet arrives any more. */
  readonly gone: AbortSignal
  readonly #child: ChildProcess
  readonly #input: Writable
  readonly #blocks: Readable
  readonly #reports: AsyncIterator<string>
  readonly #closed: Promise<unknown>
  #complaint = ''
  #recorded: Promise<void> = Promise.resolve()

  private constructor(descriptors: readonly number[]) {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', 'pipe', ...descriptors]
    const child = heard(spawn(process.execPath, [builtWire], { stdio }))
    const { stdin, stdout, stderr } = child
    const [, , , reports] = child.stdio
    if (!stdin || !stdout || !stderr || !(reports instanceof Readable))
      throw new Error('the wire has too few descriptors')
    this.#child = child
    this.#input = stdin
    this.#blocks = stdout
    const gone = new AbortController()
    this.gone = gone.signal
    child.once('exit', () => gone.abort())
    this.#closed = new Promise((resolve) => {
      child.once('close', resolve)
      child.once('error', (error) => {
        this.#complaint = error.message
        resolve(undefined)
      })
    })
    stderr.on(
      'data',
      (piece: Buffer) => (this.#complaint = (this.#complaint + piece.toString()).slice(-2_000)),
    )
    this.#reports = createInterface({ input: reports })[Symbol.asyncIterator]()
  }

  /** Starts the process, which has these descriptors as its own from 4 on: it then waits for its order. */
  static start(descriptors: readonly number[] = []): WireChild {
    return new WireChild(descriptors)
  }

  /** The process id in this process's namespace. */
  get id(): number | undefined {
    return this.#child.pid
  }

  /**
   * Resolves when the wire works. From then on it calls `take` with whole recorded blocks, and waits for `room`
   * before it reads more. If the wire cannot work, it rejects with what the process said.
   */
  async begin(
    order: WireOrder,
    take: (blocks: Uint8Array) => void,
    room: () => Promise<void>,
  ): Promise<void> {
    this.#input.write(`${JSON.stringify(order)}\n`)
    await this.#report()
    this.#recorded = this.#record(take, room)
  }

  /** Ends the wire when no packet is on its way. Resolves when everything that it recorded was taken. */
  async end(): Promise<WireReport> {
    this.#input.end()
    const report = (await this.#report()) as WireReport
    await this.#recorded
    await this.#closed
    return report
  }

  async #record(take: (blocks: Uint8Array) => void, room: () => Promise<void>): Promise<void> {
    const splitter = new BlockSplitter()
    for await (const piece of this.#blocks as AsyncIterable<Uint8Array>) {
      const blocks = splitter.push(piece)
      if (!blocks) continue
      take(blocks)
      await room()
    }
  }

  async #report(): Promise<unknown> {
    const next = await this.#reports.next()
    if (next.done !== true) return JSON.parse(next.value)
    await this.#closed
    const { exitCode, signalCode } = this.#child
    throw new Error(this.#complaint.trim() || `the wire ended with ${signalCode ?? String(exitCode)}`)
  }
}
