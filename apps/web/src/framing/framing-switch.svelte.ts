// The framing switch: off, or on with a spec. A spec that does not parse is said to be wrong and changes nothing.
import { parseFraming } from '@unstick/framing'

const FIRST = 'struct:!I'

export class FramingSwitch {
  on = $state(false)
  /** What stands in the field. */
  text = $state(FIRST)
  readonly parsed = $derived(parseFraming(this.text))
  #good = $state(FIRST)

  /** The framing in force, as a spec's text. */
  get spec(): string {
    return this.on ? this.#good : 'none'
  }

  write(text: string): void {
    this.text = text
    if (this.parsed.ok) this.#good = text
  }

  /** Takes a session's or a link's framing; `none` leaves the field as it is. */
  set(spec: string): void {
    this.on = spec !== 'none'
    if (this.on) this.write(spec)
  }
}
