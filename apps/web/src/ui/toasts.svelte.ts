// Short messages at the page's edge: what happened, and a button to undo it if that is possible.
import { createContext } from 'svelte'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'bad'
  readonly action: { readonly name: string; readonly run: () => void } | undefined
}

const STAY = 7_000

export class Toasts {
  shown = $state.raw<readonly Toast[]>([])
  #next = 0

  say(text: string, tone: Toast['tone'] = 'plain', action?: Toast['action']): void {
    this.#next += 1
    const toast = { id: this.#next, text, tone, action }
    this.shown = [...this.shown.slice(-3), toast]
    setTimeout(() => this.drop(toast.id), STAY)
  }

  drop(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id)
  }
}

export const [getToasts, setToasts] = createContext<Toasts>()
