// What is open on the page besides its session: the view, the panel under the timeline, and the dialogs.
import { createContext } from 'svelte'
import type { Place } from './permalink.ts'

/** The tabs on the right. */
export type Side = 'programs' | 'prediction' | 'findings' | 'details'

export type Panel = 'connections' | 'search' | 'about'

export class Navigation {
  view = $state<Place['view']>('lab')
  /** Whether the table is shown in place of the timeline. */
  table = $state(false)
  /** Whether the chosen experiment is shown as a step of the course. */
  inCourse = $state(false)
  /** Whether the list of keyboard shortcuts is open. */
  help = $state(false)
  /** Whether the glossary is open. */
  glossary = $state(false)
  /** Whether the palette is open, which finds everything the page can do. */
  palette = $state(false)
  /** Which menu is open under the ⋯ button. */
  menu = $state<'all' | 'export'>()
  /** Whether the programs that read the framing right are open. */
  readItRight = $state(false)
  /** The tab that is open on the right. */
  side = $state<Side>('programs')
  /** The panel that is open under the timeline. */
  panel = $state<Panel>()
  readonly #went: (view: Place['view']) => void

  /** `went` is called whenever a person goes to a view. */
  constructor(went: (view: Place['view']) => void) {
    this.#went = went
  }

  go(view: Place['view']): void {
    this.view = view
    this.#went(view)
  }

  /** Whether the view shows a session, or the place for one. */
  get showsSessions(): boolean {
    return this.view === 'lab' || this.view === 'sessions'
  }

  togglePanel(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel
  }
}

export const [getNavigation, setNavigation] = createContext<Navigation>()
