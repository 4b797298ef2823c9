// What a key opens to be typed into, and what takes a file, must be there at once: it is loaded when the page has
// nothing else to do.

/**
 * One after another, each once the page rests: loading them all at once takes the processor from the first picture.
 * Parts that fail to load now are asked for again when they are shown, which says so.
 */
export const preload = async (): Promise<void> => {
  const parts = [
    () => import('./palette/Palette.svelte'),
    () => import('../search/SearchView.svelte'),
    () => import('../inspector/Details.svelte'),
    () => import('../connections/ConnectionsView.svelte'),
    () => import('../table/TableView.svelte'),
    () => import('./keyboard/Help.svelte'),
    () => import('../sessions/add-file.ts'),
  ]
  await new Promise((resolve) => setTimeout(resolve, QUIET))
  for (const load of parts) {
    await rest()
    await load().catch(() => undefined)
  }
}

/** Milliseconds after the page is there. */
const QUIET = 600

/** Resolves when the page has nothing else to do, where the browser tells of that. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve())
    else setTimeout(resolve, QUIET)
  })
