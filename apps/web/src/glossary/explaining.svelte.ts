// Which word is explained now. There is one pointer and one focus, so there is one explanation.
import type { Attachment } from 'svelte/attachments'
import type { WordKey } from './word-names.ts'

/** Milliseconds that a pointer must rest on a word, and that it may take to reach the explanation. */
const REST = 180
const CROSSING = 220

interface Explained {
  readonly word: WordKey
  /** The word's place in the page. */
  readonly at: HTMLElement
}

class Explaining {
  shown = $state.raw<Explained>()
  #waiting: ReturnType<typeof setTimeout> | undefined

  show(explained: Explained): void {
    clearTimeout(this.#waiting)
    this.shown = explained
  }

  hide(): void {
    clearTimeout(this.#waiting)
    this.shown = undefined
  }

  rest(explained: Explained): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => this.show(explained), REST)
  }

  /** The pointer left the word, and may be on its way to the explanation. */
  leave(): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => this.hide(), CROSSING)
  }

  /** The pointer has reached the explanation. */
  stay(): void {
    clearTimeout(this.#waiting)
  }
}

export const explaining = new Explaining()

/** Explains `wordOf()` on hover, on keyboard focus and on tap, at the element that contains it. */
export const explains =
  (wordOf: () => WordKey): Attachment<HTMLElement> =>
  (at) => {
    const abort = new AbortController()
    const on = (type: string, run: (event: Event) => void): void =>
      at.addEventListener(type, run, { signal: abort.signal })
    const byMouse = (run: () => void) => (event: Event) => {
      if (event instanceof PointerEvent && event.pointerType === 'mouse') run()
    }
    on(
      'pointerenter',
      byMouse(() => explaining.rest({ word: wordOf(), at })),
    )
    on(
      'pointerleave',
      byMouse(() => explaining.leave()),
    )
    // A word may be on the timeline, which handles presses itself.
    on('pointerdown', (event) => event.stopPropagation())
    on('click', () => explaining.show({ word: wordOf(), at }))
    on('focus', () => {
      if (at.matches(':focus-visible')) explaining.show({ word: wordOf(), at })
    })
    on('blur', () => explaining.hide())
    return () => {
      abort.abort()
      if (explaining.shown?.at === at) explaining.hide()
    }
  }
