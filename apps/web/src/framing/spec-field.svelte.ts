// The framing field as a combobox: what is offered at the caret, which suggestion is current, and which is taken.
import { parsePlan } from '@unstick/session'
import type { Completion, Suggestion } from './complete.ts'
import { LastUsed } from './last-used.svelte.ts'

export interface Guess {
  readonly framing: string
  readonly says: string
  /** If several ports are named: what each looks like, and how many others look like nothing known. */
  readonly byPort?:
    | {
        readonly ports: readonly { readonly port: number; readonly title: string; readonly fits: string }[]
        readonly others: number
      }
    | undefined
}

/** What the shown bytes look like: all connections, those of the shown port, or why nothing is said of these. */
export interface Guesses {
  readonly all: Guess | undefined
  readonly here: Guess | undefined
  readonly nothing: readonly string[]
}

interface Field {
  readonly text: () => string
  /** The typed text. */
  readonly write: (text: string) => void
  /** Applies a valid text and switches framing on. */
  readonly apply: () => void
  /** Framings that the lab's experiments use. */
  readonly spoken: () => readonly string[]
  /** Whether the next framing is for all connections. */
  readonly isForAll: () => boolean
  /** What the shown bytes look like, if a session is shown. It is only offered. */
  readonly guess: () => Promise<Guesses | undefined>
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
  #guesses = $state.raw<Guesses>()
  #asked = 0
  /** What the button found; `undefined` before it was pressed. */
  found = $state.raw<Guesses>()
  /** Whether the button waits for an answer. */
  guessing = $state(false)

  readonly completion = $derived.by((): Completion => {
    if (!this.open || !this.#suggestions) return NOTHING
    const text = this.#field.text()
    if (!this.untouched && text !== '') return this.#suggestions.suggestWord(text, this.caret)
    return this.#suggestions.suggestFraming(text, this.#last.specs, this.#field.spoken(), this.#offered)
  })

  /** What fits the connections that the next framing is for. */
  get #offered(): readonly Guess[] {
    const guess = this.bestOf(this.#guesses)
    return guess ? [guess] : []
  }

  bestOf(guesses: Guesses | undefined): Guess | undefined {
    return this.#field.isForAll() ? guesses?.all : guesses?.here
  }

  /** Whether the text is wrong only because its word at the caret is not whole yet. */
  get unfinished(): boolean {
    const parsed = parsePlan(this.#field.text())
    const { from, to, suggestions } = this.completion
    // In a plan another part may be wrong.
    const isHere = !parsed.ok && parsed.error.start <= to && parsed.error.end >= from
    return this.open && isHere && suggestions.some(({ continues }) => continues || this.#word === '')
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
    this.#guesses = undefined
    const guesses = await this.#field.guess()
    // A list that somebody goes through already must not move under the current suggestion.
    if (asked === this.#asked && this.active < 0) this.#guesses = guesses
  }

  /** For the button: what fits, or why nothing does. */
  async guess(): Promise<void> {
    this.guessing = true
    this.found = await this.#field.guess()
    this.guessing = false
  }

  /** Applies what the button found. */
  use({ framing }: Guess): void {
    this.#field.write(framing)
    this.settle()
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
    this.found = undefined
    this.active = -1
  }

  /** Applies the text if it is valid, and returns whether it is. */
  settle(): boolean {
    this.close()
    const text = this.#field.text()
    if (!parsePlan(text).ok) return false
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
    const isWhole = this.untouched
    const { text, caret } = this.#suggestions.completed(this.#field.text(), this.completion, suggestion)
    this.typed(text, caret)
    this.active = -1
    const isDone = this.suggestions.every(({ text: next }) => next === text)
    // For some connections only, applying makes a plan of it, to which no words of this framing could be added.
    if (parsePlan(text).ok && (isWhole || isDone || this.#field.isForAll())) this.#field.apply()
    if (isDone || this.#field.text() !== text) this.close()
    return this.open ? caret : this.#field.text().length
  }

  #show(): void {
    this.open = true
    this.active = -1
  }
}
