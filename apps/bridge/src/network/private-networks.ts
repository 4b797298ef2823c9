// Gives every run its own private network. If that is not possible, it gives the plain loopback and the reason.
//
// Each network is used once, so a run never meets the closing connections of an earlier run, or what the kernel learnt
// about the path. A spare network is kept ready for some minutes, so that a run need not wait.
import { interfaceBlock, LINK_ETHERNET } from '@unstick/pcapng'
import { builtHelper } from '../places.ts'
import { networkSettings } from '../lab/network-conditions.ts'
import { type NetworkWords, openingBlocks } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'
import { searchPath } from '../tools.ts'
import { HelperFailed, HelperProcess } from './helper-process.ts'
import { onHostLoopback } from './host-loopback.ts'
import type { Network, Networks } from './network.ts'
import { wireInterfaces } from './wire-interfaces.ts'
import { autocorkingIsOn, whyFailed, whyToolsMissing } from './why-no-network.ts'

const IDLE_MINUTES = 5

interface Options {
  /** Whether a spare is kept for the next run. */
  readonly spare: boolean
  /** The program that runs inside. */
  readonly helper?: string
  /** Where to look for its tools. */
  readonly path?: string
}

export class PrivateNetworks implements Networks {
  readonly #keepsSpare: boolean
  readonly #program: string
  readonly #path: string
  #spare: Promise<HelperProcess | string> | undefined
  #idle: NodeJS.Timeout | undefined
  #closed = false

  constructor({ spare, helper = builtHelper, path = searchPath(process.env.PATH) }: Options) {
    this.#keepsSpare = spare
    this.#program = helper
    this.#path = path
  }

  warm(): void {
    if (this.#keepsSpare && !this.#closed && !this.#spare) this.#warmSpare()
  }

  async take(run: PreparedRun): Promise<Network> {
    const spare = await this.#takeSpare()
    // A helper that has just ended cannot be used.
    const network = spare && (await this.#prepare(spare, run))
    if (network && typeof network !== 'string') return network
    const helper = await this.#start()
    if (typeof helper === 'string') return onHostLoopback(run, helper)
    const fresh = await this.#prepare(helper, run)
    return typeof fresh === 'string' ? onHostLoopback(run, fresh) : fresh
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#endSpare()
  }

  /** The run's network in the helper's namespaces, or the reason why the helper could not make it. */
  async #prepare(helper: HelperProcess, run: PreparedRun): Promise<Network | string> {
    try {
      return this.#networkOf(helper, run, await helper.prepare(networkSettings(run.conditions)))
    } catch (error) {
      await helper.end()
      if (!(error instanceof HelperFailed)) throw error
      return whyFailed(error.message)
    }
  }

  #networkOf(helper: HelperProcess, run: PreparedRun, corksBySelf: boolean): Network {
    const words: NetworkWords = { network: 'private', ...(corksBySelf && { networkNote: autocorkingIsOn }) }
    const captures = wireInterfaces.map((each) => interfaceBlock({ linkType: LINK_ETHERNET, ...each }))
    return {
      words,
      opening: [...openingBlocks(run, words), ...captures],
      perform: (sink, signal, bounds) => helper.perform(run, sink, signal, bounds),
      leave: () => this.#leave(helper),
    }
  }

  async #leave(helper: HelperProcess): Promise<void> {
    await helper.end()
    this.warm()
  }

  async #takeSpare(): Promise<HelperProcess | undefined> {
    const spare = this.#spare
    this.#spare = undefined
    clearTimeout(this.#idle)
    const helper = await spare
    return typeof helper === 'string' ? undefined : helper
  }

  async #start(): Promise<HelperProcess | string> {
    const missing = await whyToolsMissing(this.#path)
    if (missing !== undefined) return missing
    try {
      return await HelperProcess.start(this.#program, {
        ...process.env,
        PATH: this.#path,
        // If it is set, Node spends most of its start reading these certificates, and nothing here needs them.
        NODE_EXTRA_CA_CERTS: '',
      })
    } catch (error) {
      // This catches unexpected errors too: nobody waits for a spare, and a run can do without it.
      return whyFailed(error instanceof Error ? error.message : String(error))
    }
  }

  #warmSpare(): void {
    const spare = this.#start()
    this.#spare = spare
    this.#idle = setTimeout(() => void this.#endSpare(), IDLE_MINUTES * 60_000)
    this.#idle.unref()
    void spare.then(async (helper) => {
      if (typeof helper !== 'string') await helper.gone
      // It ended or never started, so the next run tries again.
      if (this.#spare === spare) this.#spare = undefined
    })
  }

  async #endSpare(): Promise<void> {
    await (await this.#takeSpare())?.end()
  }
}
