// Whether the bridge answers. Asked every few seconds, so that a page at rest notices too.
import { createContext } from 'svelte'
import type { Toasts } from '../ui/toasts.svelte.ts'
import { bridge, BridgeError } from './bridge.ts'

export type BridgeState = 'there' | 'gone' | 'stranger'

const EVERY = 2_500
const WHILE_GONE = 700

export class BridgeWatch {
  state = $state<BridgeState>('there')
  readonly #toasts: Toasts
  readonly #onBack: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `onBack` is called when the bridge answers again after it was gone. */
  constructor(toasts: Toasts, onBack: () => void) {
    this.#toasts = toasts
    this.#onBack = onBack
  }

  start(): () => void {
    this.#later(EVERY)
    return () => clearTimeout(this.#timer)
  }

  /** Asks now: some request just failed. */
  async look(): Promise<void> {
    clearTimeout(this.#timer)
    const before = this.state
    this.state = await stateNow()
    if (before !== 'there' && this.state === 'there') this.#onBack()
    this.#later(this.state === 'there' ? EVERY : WHILE_GONE)
  }

  /** Does what the bridge may refuse: a refusal is shown, and a bridge that does not answer is looked after. */
  async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (error.code === 'BRIDGE_GONE') await this.look()
      else this.#toasts.say(error.message, 'bad')
    }
  }

  #later(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.look(), wait)
  }
}

export const [getBridgeWatch, setBridgeWatch] = createContext<BridgeWatch>()

const stateNow = async (): Promise<BridgeState> => {
  try {
    await bridge.status()
    return 'there'
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    return error.code === 'BRIDGE_GONE' ? 'gone' : error.code === 'TOKEN_MISSING' ? 'stranger' : 'there'
  }
}
