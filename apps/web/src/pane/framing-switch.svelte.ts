// The framing switch: off, or on with a spec. Typing changes nothing until it is applied, and a spec that does not
// parse never changes anything.
import { parseFraming } from '@unstick/framing'

const FIRST = 'struct:!I'
const NONE = 'none'

export class FramingSwitch {
  #on = $state(false)
  /** The text in the field. */
  text = $state(FIRST)
  readonly parsed = $derived(parseFraming(this.text))
  /** The last text that was applied and that parsed. */
  #good = $state(FIRST)

  get on(): boolean {
    return this.#on
  }

  /** Switching on without a framing takes the usual one. */
  set on(on: boolean) {
    if (on && this.#good === NONE) this.write(FIRST)
    this.#on = on
  }

  /** The current framing, as a spec's text. */
  get spec(): string {
    return this.on ? this.#good : NONE
  }

  /** The framing that switching on would give. */
  get onSpec(): string {
    return this.#good === NONE ? FIRST : this.#good
  }

  /** Whether the text in the field is not applied. */
  get isDraft(): boolean {
    return this.text !== this.#good
  }

  write(text: string): void {
    this.text = text
    if (this.parsed.ok) this.#good = text
  }

  /** Takes the framing of a session or a link; `none` leaves the field unchanged. */
  set(spec: string): void {
    if (spec !== NONE) this.write(spec)
    this.on = spec !== NONE
  }
}
