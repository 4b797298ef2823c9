// The options of a socket over time, as the calls of setsockopt changed them.
import { DESCRIPTOR } from '../log/call.ts'
import { Setting } from './setting.ts'

const LINGER = 'SO_LINGER'
/** A log may invent options. */
const MOST = 100

export class SocketOptions {
  #known: Map<string, { text: string; readonly setting: Setting }> | undefined

  /** Takes a call's arguments: `['TCP_NODELAY', '1', 'fd=4']`. `time` is when it returned. */
  set(args: readonly string[], time: number): void {
    const [option = '', ...values] = args.filter((each) => !each.startsWith(DESCRIPTOR))
    this.#known ??= new Map()
    const text = values.join(', ')
    const known = this.#known.get(option)
    if (!known && this.#known.size === MOST) return
    const { setting } = known ?? { setting: new Setting() }
    setting.set(time, numberOf(text))
    this.#known.set(option, { text, setting })
  }

  /** The option's number at `time`, in nanoseconds after the epoch; 0 if it was not set by then. */
  at(option: string, time: number): number {
    return this.#known?.get(option)?.setting.at(time) ?? 0
  }

  /** Whether the option stayed on, without a moment between, from one time to another. */
  isOn(option: string, from: number, to: number): boolean {
    const setting = this.#known?.get(option)?.setting
    return setting !== undefined && setting.at(from) > 0 && setting.since(from) === setting.since(to)
  }

  /** Whether SO_LINGER is on at `time`, with no second to wait: `{l_onoff=1 l_linger=0}`. */
  isLingerZero(time: number): boolean {
    return this.at(LINGER, time) > 0 && /l_linger=0\b/.test(this.#known?.get(LINGER)?.text ?? '')
  }

  /** The options that were set, with their last values as text. */
  get texts(): readonly (readonly [option: string, text: string])[] {
    return [...(this.#known ?? [])].map(([option, { text }]) => [option, text] as const)
  }
}

/** The number, or the first one of a structure: `{l_onoff=1, l_linger=0}`. */
const numberOf = (text: string): number => Number(/-?\d+/.exec(text)?.[0] ?? 0)
