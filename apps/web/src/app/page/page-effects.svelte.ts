// What follows the page's state outside of what is drawn: the questions to the workers, and the address.
import type { Page } from './page.svelte.ts'

/** Milliseconds after which a part that is shown stands in the address. */
const STILL = 250

/** To be called as the page is made; the address is written once it has `started`, for until then it is read. */
export const runPageEffects = (page: Page, started: Promise<void>): void => {
  if (!page.file) $effect(() => page.watch.start())
  // Asked anew whenever the session grew or another part of it is looked at.
  $effect(() => {
    for (const pane of page.panes.all) $effect(() => pane.look())
  })
  // A browser takes a new address some times a second, and not with every frame of a drag.
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
