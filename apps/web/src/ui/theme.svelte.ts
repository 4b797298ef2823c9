// The theme: light, dark, or the system's. It is stored in this browser.
import { createContext } from 'svelte'
import { keep, recall } from './browser-memory.ts'

export const themes = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themes)[number]

const KEY = 'unstick.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

const kept = (): ThemeChoice => themes.find((theme) => theme === recall(KEY)) ?? 'system'

export class Theme {
  choice = $state<ThemeChoice>(kept())
  #systemDark = $state(dark.matches)
  readonly name = $derived(
    this.choice === 'system' ? (this.#systemDark ? ('dark' as const) : ('light' as const)) : this.choice,
  )

  constructor() {
    dark.addEventListener('change', ({ matches }) => {
      this.#systemDark = matches
      this.apply()
    })
    this.apply()
  }

  next(): void {
    this.choice = themes[(themes.indexOf(this.choice) + 1) % themes.length] ?? 'system'
    keep(KEY, this.choice === 'system' ? undefined : this.choice)
    this.apply()
  }

  apply(): void {
    document.documentElement.dataset.theme = this.name
  }
}

export const [getTheme, setTheme] = createContext<Theme>()
