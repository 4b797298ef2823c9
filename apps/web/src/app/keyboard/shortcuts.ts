// The keys that work anywhere on the page, and what the help says about them.
import { compareAndGo, goToOther } from '../panes/go-to-pane.ts'
import type { Side } from '../../pane/timeline/measure.svelte.ts'
import type { Page } from '../page/page.svelte.ts'

interface Shortcut {
  readonly keys: readonly string[]
  readonly says: string
  readonly run: (page: Page) => void
  /** Whether it works on every view. The others need the timeline and its session. */
  readonly anywhere?: true
  /** Whether it needs a bridge. The page of an exported file has none. */
  readonly withBridge?: true
}

const openSearch = (page: Page): void => {
  const field = document.querySelector<HTMLInputElement>('#search-field')
  page.navigation.panel = 'search'
  field?.focus()
  field?.select()
}

/** Goes to the next or previous hit, or to the search field if it holds nothing to search for. */
const stepHit = (page: Page, by: 1 | -1): void => {
  const { query } = page.pane.search
  if (query.ok && query.sought) page.pane.search.go(by)
  else openSearch(page)
}

const measureFrom = ({ pane: { measure, timeline }, toasts }: Page, side: Side): void => {
  if (timeline.selected) measure.toInterval(side, timeline.selected)
  else toasts.say('Select something first.')
}

const shortcuts: readonly Shortcut[] = [
  { keys: ['n'], says: 'next finding', run: (page) => void page.pane.jump(1) },
  { keys: ['p'], says: 'previous finding', run: (page) => void page.pane.jump(-1) },
  { keys: ['f', '0'], says: 'show everything', run: (page) => page.pane.timeline.fit() },
  { keys: ['+', '='], says: 'zoom in', run: (page) => page.pane.timeline.zoom(1.4) },
  { keys: ['-', '_'], says: 'zoom out', run: (page) => page.pane.timeline.zoom(1 / 1.4) },
  {
    keys: ['a'],
    says: 'other axis: time or bytes',
    run: (page) => page.pane.timeline.setAxis(page.pane.timeline.axis === 'time' ? 'bytes' : 'time'),
  },
  {
    keys: ['l'],
    says: 'bytes axis even or linear',
    run: ({ pane: { timeline } }) => (timeline.scale = timeline.scale === 'even' ? 'linear' : 'even'),
  },
  { keys: ['['], says: 'measure from the selected interval', run: (page) => measureFrom(page, 'from') },
  { keys: [']'], says: 'measure to the selected interval', run: (page) => measureFrom(page, 'to') },
  { keys: ['z'], says: 'zoom to what is measured', run: (page) => page.pane.measure.zoomTo() },
  {
    keys: ['m'],
    says: 'framing on or off',
    run: (page) => page.pane.setFraming(!page.pane.framing.on, page.pane.framing.text),
    anywhere: true,
  },
  { keys: ['c'], says: 'all connections', run: (page) => page.navigation.togglePanel('connections') },
  { keys: ['/'], says: 'search: text, hex, length or code (Ctrl F too)', run: (page) => openSearch(page) },
  { keys: ['F3'], says: 'next hit of the search', run: (page) => stepHit(page, 1) },
  { keys: ['Shift F3'], says: 'previous hit of the search', run: (page) => stepHit(page, -1) },
  { keys: ['i'], says: 'about this session', run: (page) => page.navigation.togglePanel('about') },
  { keys: ['d'], says: 'the other direction', run: (page) => page.pane.turnAround() },
  {
    keys: ['b'],
    says: 'framing off and on, one above the other',
    run: (page) => void compareAndGo(page),
  },
  { keys: ['e'], says: 'export', run: (page) => (page.navigation.menu = 'export') },
  {
    keys: ['w'],
    says: 'read it right: the program for this framing',
    run: (page) => (page.navigation.readItRight = true),
    anywhere: true,
  },
  { keys: ['F6'], says: 'the other pane', run: (page) => goToOther(page) },
  { keys: ['t'], says: 'table or timeline', run: (page) => (page.navigation.table = !page.navigation.table) },
  { keys: [' '], says: 'play or pause', run: (page) => page.pane.replay.toggle() },
  { keys: [','], says: 'replay: the call or segment before', run: (page) => void page.pane.replay.step(-1) },
  { keys: ['.'], says: 'replay: the next call or segment', run: (page) => void page.pane.replay.step(1) },
  { keys: ['r'], says: 'run the experiment', run: (page) => void page.lab.run(), withBridge: true },
  {
    keys: ['Escape'],
    says: 'measure nothing, then select nothing',
    run: (page) =>
      page.pane.measure.range ? page.pane.measure.clear() : page.pane.timeline.select(undefined),
  },
  {
    keys: ['g'],
    says: 'glossary: every word, and what it means',
    run: (page) => (page.navigation.glossary = true),
    anywhere: true,
  },
  {
    keys: ['?'],
    says: 'the keyboard shortcuts',
    run: (page) => (page.navigation.help = true),
    anywhere: true,
  },
]

/** Whether a key belongs to the element that has the focus rather than to the page. */
const takesKeys = (target: EventTarget | null, key: string): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input:not([type=radio], [type=checkbox]), select, textarea') ||
    (key === ' ' && target.matches('button, a, input, summary')))

export const shortcutsOf = ({ file }: Page): readonly Shortcut[] =>
  shortcuts.filter(({ withBridge = false }) => !file || !withBridge)

export const onKey = (page: Page, event: KeyboardEvent): void => {
  // Keys do nothing to the page while a dialog covers it.
  if (document.querySelector('dialog:modal')) return
  if ((event.ctrlKey || event.metaKey) && event.key === 'f' && page.pane.session !== undefined) {
    event.preventDefault()
    openSearch(page)
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target, event.key)) return
  // The name of every other key already includes Shift: `?`, `+`.
  const name = event.shiftKey && event.key === 'F3' ? 'Shift F3' : event.key
  const shortcut = shortcutsOf(page).find(({ keys }) => keys.includes(name))
  if (!shortcut || (!page.navigation.showsSessions && !shortcut.anywhere)) return
  event.preventDefault()
  shortcut.run(page)
}
