// The framing switch: off, or on with a spec. What is typed changes nothing before it is applied, and a spec that does
// not parse never does.
import { parseFraming } from '@unstick/framing'

const FIRST = 'struct:!I'
const NONE = 'none'

export class FramingSwitch {
  #on = $state(false)
  /** What stands in the field. */
  text = $state(FIRST)
  readonly parsed = $derived(parseFraming(this.text))
  /** The last text that was applied and parsed. */
  #good = $state(FIRST)

  get on(): boolean {
    return this.#on
  }

  /** On without a framing is none: then it is the usual one. */
  set on(on: boolean) {
    if (on && this.#good === NONE) this.write(FIRST)
    this.#on = on
  }

  /** The framing in force, as a spec's text. */
  get spec(): string {
    return this.on ? this.#good : NONE
  }

  /** Whether what stands in the field was not applied. */
  get isDraft(): boolean {
    return this.text !== this.#good
  }

  write(text: string): void {
    this.text = text
    if (this.parsed.ok) this.#good = text
  }

  /** Takes a session's or a link's framing; `none` leaves the field as it is. */
  set(spec: string): void {
    if (spec !== NONE) this.write(spec)
    this.on = spec !== NONE
  }
}
