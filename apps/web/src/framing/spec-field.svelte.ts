// The framing field as a combobox: what is offered where the caret stands, which of it is pointed at, what is taken.
import { describeFraming, parseFraming } from '@unstick/framing'
import { complete, completed, type Completion, GO_ON, type Suggestion } from './complete.ts'
import { LastUsed } from './last-used.svelte.ts'

interface Field {
  readonly text: () => string
  /** What is typed. */
  readonly write: (text: string) => void
  /** Puts a sound text in force. */
  readonly apply: (switchOn: boolean) => void
  /** Framings that the experiments of the lab speak. */
  readonly spoken: () => readonly string[]
}

const NOTHING: Completion = { from: 0, to: 0, suggestions: [], hint: undefined }

export class SpecField {
  open = $state(false)
  caret = $state(0)
  /** The suggestion pointed at; -1: none, and Enter takes the text as it stands. */
  active = $state(-1)
  /** Nothing was typed since the field was entered: a choice replaces all of it. */
  untouched = $state(true)
  readonly #field: Field
  readonly #last = new LastUsed()

  constructor(field: Field) {
    this.#field = field
  }

  readonly completion = $derived.by((): Completion => {
    if (!this.open) return NOTHING
    const text = this.#field.text()
    if (!this.untouched && text !== '') return soundly(text, complete(text, this.caret))
    return {
      ...complete('', 0),
      to: text.length,
      suggestions: [...this.#known(), ...complete('', 0).suggestions],
    }
  })

  /** Whether the text is wrong only because its word at the caret is not whole yet. */
  get unfinished(): boolean {
    return this.open && this.suggestions.some(({ continues }) => continues || this.#word === '')
  }

  get #word(): string {
    return this.#field.text().slice(this.completion.from, this.caret)
  }

  get suggestions(): readonly Suggestion[] {
    return this.completion.suggestions
  }

  enter(): void {
    this.untouched = true
    this.#show()
  }

  typed(text: string, caret: number): void {
    this.untouched = false
    this.caret = caret
    this.#field.write(text)
    this.#show()
    const { suggestions } = this.completion
    const word = this.#word
    // A word that stands for itself is not to become another one by Enter.
    if (suggestions.some((each) => each.text === word)) return
    this.active = suggestions.findIndex(({ continues }) => continues)
  }

  /** The caret moved without a change of the text. */
  stand(caret: number): void {
    if (caret === this.caret || this.untouched) return
    this.caret = caret
    this.active = -1
  }

  close(): void {
    this.open = false
    this.active = -1
  }

  /** The field is left, or Enter pressed, which switches framing on too: a sound text is put in force. */
  settle(switchOn: boolean): void {
    this.close()
    const text = this.#field.text()
    if (!parseFraming(text).ok) return
    this.#last.add(text)
    this.#field.apply(switchOn)
  }

  move(by: 1 | -1): void {
    if (!this.open) {
      this.#show()
      return
    }
    const { length } = this.suggestions
    if (length > 0) this.active = (Math.max(this.active, by > 0 ? -1 : 0) + by + length) % length
  }

  /** Takes a suggestion and gives the caret's new place. */
  take(index: number): number {
    const suggestion = this.suggestions[index]
    if (!suggestion) return this.caret
    const { text, caret } = completed(this.#field.text(), this.completion, suggestion)
    this.typed(text, caret)
    if (parseFraming(text).ok) this.#field.apply(true)
    this.active = -1
    if (this.suggestions.every(({ text: next }) => next === text)) this.close()
    return caret
  }

  #show(): void {
    this.open = true
    this.active = -1
  }

  #known(): Suggestion[] {
    const { specs } = this.#last
    const spoken = this.#field
      .spoken()
      .filter((spec, k, all) => all.indexOf(spec) === k && !specs.includes(spec))
    return [
      ...specs.map((text) => known(text, 'Last used')),
      ...spoken.map((text) => known(text, 'Spoken by the experiments')),
    ]
  }
}

const known = (text: string, group: string): Suggestion => {
  const parsed = parseFraming(text)
  return {
    text,
    name: text,
    says: parsed.ok ? describeFraming(parsed.spec).sentence : '',
    group,
    continues: false,
  }
}

/** While another word is wrong, going on is not offered: that one comes first. */
const soundly = (text: string, completion: Completion): Completion => {
  const parsed = parseFraming(text)
  if (parsed.ok || (parsed.error.start <= completion.to && parsed.error.end >= completion.from))
    return completion
  return { ...completion, suggestions: completion.suggestions.filter(({ group }) => group !== GO_ON) }
}
