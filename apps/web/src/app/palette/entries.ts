// What the palette offers: everything the page can do now, each with the words that find it.
import { PRESETS } from '@unstick/framing'
import { capitalized } from '@unstick/session'
import type { Page } from '../page/page.svelte.ts'
import { shortcutsOf } from '../keyboard/shortcuts.ts'

export interface Entry {
  readonly group: 'Do' | 'Go to' | 'Experiments' | 'Framings' | 'Sessions' | 'Compare'
  readonly name: string
  /** The key that does the same, if there is one. */
  readonly key?: string
  readonly run: () => void
}

/** What tells it from the others, also in a list of another moment. */
export const keyOf = ({ group, name }: Entry): string => `${group} ${name}`

const views = [
  ['lab', 'Lab'],
  ['sessions', 'Sessions'],
  ['struct', 'Struct'],
] as const

export const entriesOf = (page: Page): readonly Entry[] => [
  ...shortcutsOf(page)
    .filter(({ anywhere = false }) => anywhere || page.navigation.showsSessions)
    .map(({ keys, says, run }): Entry => ({
      group: 'Do',
      name: capitalized(says),
      ...(keys[0] !== undefined && { key: keys[0] === ' ' ? 'Space' : keys[0] }),
      run: () => run(page),
    })),
  ...(page.file
    ? []
    : [
        {
          group: 'Do',
          name: 'First steps: predict, watch, frame',
          run: () => void page.firstSteps.begin(),
        } as const,
      ]),
  { group: 'Do', name: 'Theme: light, dark or the system’s', run: () => page.theme.next() },
  ...(page.file
    ? []
    : [{ group: 'Go to', name: 'Course', run: () => page.navigation.go('course') } as const]),
  ...views
    .filter(([view]) => !page.file || view === 'struct')
    .map(([view, name]): Entry => ({ group: 'Go to', name, run: () => page.navigation.go(view) })),
  ...page.lab.experiments.map(({ name, title }): Entry => ({
    group: 'Experiments',
    name: title,
    run: () => {
      page.navigation.go('lab')
      page.lab.choose(name)
    },
  })),
  ...(page.sessions.list ?? []).map(({ id, title }): Entry => ({
    group: 'Sessions',
    name: `${title} · ${id}`,
    run: () => page.sessions.open(id),
  })),
  ...(page.pane.session === undefined ? [] : (page.sessions.list ?? [])).map(({ id, title }): Entry => ({
    group: 'Compare',
    name: `Compare with ${title} · ${id}`,
    run: () => void page.sessions.compareWith(id),
  })),
  ...Object.entries(PRESETS).map(([name, { title }]): Entry => ({
    group: 'Framings',
    name: `Frame as ${title} (${name})`,
    run: () => page.pane.setFraming(true, name),
  })),
]

/** The entries that contain every word. Those whose name begins with the first word come first; otherwise in order. */
export const matching = (entries: readonly Entry[], text: string): readonly Entry[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter(({ group, name }) => {
    const searchable = `${name} ${group}`.toLowerCase()
    return words.every((word) => searchable.includes(word))
  })
  const begins = ({ name }: Entry): number => (name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return words.length === 0 ? found : found.toSorted((a, b) => begins(a) - begins(b))
}
