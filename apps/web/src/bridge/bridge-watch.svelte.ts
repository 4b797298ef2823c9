// Whether the bridge answers, and whether it is the bridge. Checks every few seconds, so an idle page notices too.
import { createContext } from 'svelte'
import type { Toasts } from '../ui/toasts.svelte.ts'
import { access } from './access.ts'
import { BridgeError, isAboutBridge } from './bridge-error.ts'

/** `strange`: another program answers. `stranger`: the bridge does not know this page. */
export type BridgeState = 'there' | 'gone' | 'strange' | 'stranger'

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

  /** Checks now, because a request just failed. */
  async look(): Promise<void> {
    clearTimeout(this.#timer)
    const before = this.state
    this.state = await stateNow()
    if (before !== 'there' && this.state === 'there') this.#onBack()
    this.#later(this.state === 'there' ? EVERY : WHILE_GONE)
  }

  /** Does something the bridge may refuse. Shows a refusal; if the bridge does not answer, starts to watch for it. */
  async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (isAboutBridge(error)) await this.look()
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
    await access.check()
    return 'there'
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    return error.code === 'BRIDGE_GONE' ? 'gone' : error.code === 'TOKEN_MISSING' ? 'stranger' : 'strange'
  }
}
