// What follows the page's state but is not drawn: the queries to the workers, and the address.
import type { Page } from './page.svelte.ts'

/** Milliseconds after which the visible part is written to the address. */
const STILL = 250

/** Call it while the page is created. The address is written only after `started`, because until then it is read. */
export const runPageEffects = (page: Page, started: Promise<void>): void => {
  if (!page.file) $effect(() => page.watch.start())
  // Asks again whenever the session has grown or another part of it is shown.
  $effect(() => {
    for (const pane of page.panes.all) $effect(() => pane.look())
  })
  // A browser accepts a new address only a few times a second, not with every frame of a drag.
  $effect(() => {
    for (const { timeline } of page.panes.all)
      $effect(() => {
        const { domain } = timeline
        const rest = setTimeout(() => timeline.rest(domain), STILL)
        return () => clearTimeout(rest)
      })
  })
  let begun = $state(false)
  void started.then(() => (begun = true))
  $effect(() => {
    if (begun) history.replaceState(null, '', page.address)
  })
}
