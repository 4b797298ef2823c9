// What a key opens to be typed into must be there at once: it is loaded when the page has nothing else to do.

/** Parts that fail to load now are asked for again when they are shown, which says so. */
export const loadSoon = (): void => {
  const parts = [
    () => import('../search/SearchView.svelte'),
    () => import('../connections/ConnectionsView.svelte'),
    () => import('../table/TableView.svelte'),
    () => import('../inspector/body/Body.svelte'),
  ]
  setTimeout(() => {
    for (const load of parts) load().catch(() => undefined)
  }, QUIET)
}

/** Milliseconds after the page is there. */
const QUIET = 600
