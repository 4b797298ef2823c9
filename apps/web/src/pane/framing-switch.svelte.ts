// The framing switch: off, or on with one framing, or one for each connection. Typing changes nothing until it is applied, and
// a text that does not parse never changes anything.
import { printFraming } from '@unstick/framing'
import { type Framing, parsePlan } from '@unstick/session'

const FIRST = 'struct:!I'
const NONE = 'none'

export class FramingSwitch {
  #on = $state(false)
  /** The text in the field. */
  text = $state(FIRST)
  readonly parsed = $derived(parsePlan(this.text))
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

  /** The current framing, as text. */
  get spec(): string {
    return this.on ? this.#good : NONE
  }

  /** The current framing. */
  readonly framing: Framing = $derived(framingOf(this.spec))

  /** Whether each connection has its own. */
  get isPlan(): boolean {
    return this.framing.kind === 'plan'
  }

  /** The framing of a new run's programs. Their connections are none that a plan names. */
  get ofRuns(): string {
    return ofRuns(this.spec)
  }

  /** The same, if it is switched on. */
  get ofFramedRuns(): string {
    const framing = ofRuns(this.#good)
    return framing === NONE ? FIRST : framing
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

/** What the switch holds always parses. */
const framingOf = (text: string): Framing => {
  const parsed = parsePlan(text)
  return parsed.ok ? parsed.framing : { kind: 'none' }
}

const ofRuns = (text: string): string => {
  const framing = framingOf(text)
  return framing.kind === 'plan' ? printFraming(framing.rest) : text
}
