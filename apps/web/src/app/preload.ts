// The parts of the page that come when they are first shown are loaded before, when the page has nothing else to do.
// Then they are there at once, and after the bridge has ended none is asked for any more: another program that took its
// port would give this page code of its own.

/**
 * One after another, each once the page rests: loading them all at once takes the processor from the first picture.
 * What takes keys or a file comes first. Parts that fail to load now are asked for again when they are shown, which says
 * so.
 */
export const preload = async (): Promise<void> => {
  const parts = [
    () => import('./palette/Palette.svelte'),
    () => import('../framing/suggest.ts'),
    () => import('../search/SearchView.svelte'),
    () => import('../inspector/Details.svelte'),
    () => import('../connections/ConnectionsView.svelte'),
    () => import('../table/TableView.svelte'),
    () => import('../glossary/Explanation.svelte'),
    () => import('../export/ExportItems.svelte'),
    () => import('./keyboard/Help.svelte'),
    () => import('../sessions/add-file.ts'),
    () => import('../bridge/import-file.ts'),
    () => import('../sessions/ImportBar.svelte'),
    () => import('../sessions/SessionsPanel.svelte'),
    () => import('../lab/chat/ChatPanel.svelte'),
    () => import('../lab/ProgramsView.svelte'),
    () => import('../lab/StepsEditor.svelte'),
    () => import('../framing/SpecPanel.svelte'),
    () => import('../read-it-right/ReadItRight.svelte'),
    () => import('../about/AboutView.svelte'),
    () => import('../glossary/GlossarySheet.svelte'),
    () => import('../tour/TourCard.svelte'),
    () => import('../struct/StructView.svelte'),
    () => import('../timeline/Echo.svelte'),
    () => import('../timeline/MisfitWords.svelte'),
    () => import('../timeline/tracks/TrackHeads.svelte'),
    () => import('../timeline/measure/RangeView.svelte'),
    () => import('../inspector/body/msgpack-tree.ts'),
    () => import('./panes/PaneHead.svelte'),
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
