// The framing field as a combobox: what is offered at the caret, which suggestion is current, and which is taken.
import { parseFraming } from '@unstick/framing'
import type { Completion, Suggestion } from './complete.ts'
import { LastUsed } from './last-used.svelte.ts'

interface Guess {
  readonly framing: string
  readonly says: string
}

interface Field {
  readonly text: () => string
  /** The typed text. */
  readonly write: (text: string) => void
  /** Applies a valid text and switches framing on. */
  readonly apply: () => void
  /** Framings that the lab's experiments use. */
  readonly spoken: () => readonly string[]
  /** What the shown bytes look like, if that can be said. It is only offered. */
  readonly guess: () => Promise<Guess | undefined>
}

const NOTHING: Completion = { from: 0, to: 0, suggestions: [], hint: undefined }

export class SpecField {
  open = $state(false)
  caret = $state(0)
  /** Index of the current suggestion; -1: none, and Enter takes the text as it is. */
  active = $state(-1)
  /** Whether nothing was typed since the field got the focus. A choice then replaces the whole text. */
  untouched = $state(true)
  readonly #field: Field
  readonly #last = new LastUsed()

  constructor(field: Field) {
    this.#field = field
  }

  /** What makes suggestions is loaded when the field is first entered. */
  #suggestions = $state.raw<typeof import('./suggest.ts')>()

  /** Asked for whenever the field is entered, because another session may be shown then. */
  #guess = $state.raw<Guess>()
  #asked = 0

  readonly completion = $derived.by((): Completion => {
    if (!this.open || !this.#suggestions) return NOTHING
    const text = this.#field.text()
    if (!this.untouched && text !== '') return this.#suggestions.suggestWord(text, this.caret)
    return this.#suggestions.suggestFraming(text, this.#last.specs, this.#field.spoken(), this.#guess)
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
    void this.#ask()
    void this.#loadSuggestions()
  }

  /** Without the server the field has no list; the next time it is entered asks again. */
  async #loadSuggestions(): Promise<void> {
    this.#suggestions ??= await import('./suggest.ts').catch(() => undefined)
    // What was typed meanwhile has its suggestion now.
    if (!this.untouched) this.#pointAtWord()
  }

  async #ask(): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    this.#guess = undefined
    const guess = await this.#field.guess()
    // A list that somebody goes through already must not move under the current suggestion.
    if (asked === this.#asked && this.active < 0) this.#guess = guess
  }

  typed(text: string, caret: number): void {
    this.untouched = false
    this.caret = caret
    this.#field.write(text)
    this.#show()
    this.#pointAtWord()
  }

  #pointAtWord(): void {
    const { suggestions } = this.completion
    const word = this.#word
    // Enter must not turn a complete word into another one.
    if (suggestions.some((each) => each.text === word)) return
    this.active = suggestions.findIndex(({ continues }) => continues)
  }

  /** Call it when the caret moved but the text did not change. */
  caretMoved(caret: number): void {
    if (caret === this.caret || this.untouched) return
    this.caret = caret
    this.active = -1
  }

  close(): void {
    this.open = false
    this.active = -1
  }

  /** Applies the text if it is valid, and returns whether it is. */
  settle(): boolean {
    this.close()
    const text = this.#field.text()
    if (!parseFraming(text).ok) return false
    this.#last.add(text)
    this.#field.apply()
    return true
  }

  move(by: 1 | -1): void {
    if (!this.open) {
      this.#show()
      return
    }
    const { length } = this.suggestions
    if (length > 0) this.active = (Math.max(this.active, by > 0 ? -1 : 0) + by + length) % length
  }

  /** Takes a suggestion and returns the caret's new position. */
  take(index: number): number {
    const suggestion = this.suggestions[index]
    if (!suggestion || !this.#suggestions) return this.caret
    const { text, caret } = this.#suggestions.completed(this.#field.text(), this.completion, suggestion)
    this.typed(text, caret)
    if (parseFraming(text).ok) this.#field.apply()
    this.active = -1
    if (this.suggestions.every(({ text: next }) => next === text)) this.close()
    return caret
  }

  #show(): void {
    this.open = true
    this.active = -1
  }
}
