// Loads the page's lazy parts early, when the page has nothing else to do. They then appear at once, and none is
// requested after the bridge has ended. Otherwise another program that took its port could give this page its own code.
import { loadPicture } from '../timeline/load-picture.ts'

/**
 * Loads one after another, each when the page is idle and not opening a session, because loading all at once would delay the
 * first picture. Parts that take keys or a file come first. A part that fails to load is requested again when it is shown,
 * and the page then reports a failure.
 */
export const preload = async (isOpening: () => boolean): Promise<void> => {
  const parts = [
    () => import('./palette/Palette.svelte'),
    loadPicture,
    () => import('../framing/suggest.ts'),
    () => import('../search/SearchView.svelte'),
    () => import('../inspector/Details.svelte'),
    () => import('../inspector/CallList.svelte'),
    () => import('../connections/ConnectionsView.svelte'),
    () => import('../table/TableView.svelte'),
    () => import('../glossary/Explanation.svelte'),
    () => import('./menu/MenuItems.svelte'),
    () => import('../export/ExportItems.svelte'),
    () => import('./keyboard/Help.svelte'),
    () => import('../sessions/add-file.ts'),
    () => import('../bridge/import-file.ts'),
    () => import('../sessions/ImportBar.svelte'),
    () => import('../sessions/SessionsPanel.svelte'),
    () => import('../lab/chat/ChatPanel.svelte'),
    () => import('../programs/ProgramsPanel.svelte'),
    () => import('../programs/CodeLine.svelte'),
    () => import('../inspector/Findings.svelte'),
    () => import('../inspector/Inspector.svelte'),
    () => import('../lab/TryNext.svelte'),
    () => import('../prediction/PredictStage.svelte'),
    () => import('../prediction/PredictPanel.svelte'),
    () => import('../prediction/ComparePanel.svelte'),
    () => import('../course/record-run.ts'),
    () => import('../course/CourseStrip.svelte'),
    () => import('../course/CourseView.svelte'),
    () => import('../playground/PlaygroundStage.svelte'),
    () => import('../framing/SpecName.svelte'),
    () => import('../framing/SpecPanel.svelte'),
    () => import('../framing/GuessLine.svelte'),
    () => import('../read-it-right/ReadItRight.svelte'),
    () => import('../about/AboutView.svelte'),
    () => import('../glossary/GlossarySheet.svelte'),
    () => import('../first-steps/FirstStepsStrip.svelte'),
    () => import('../struct/StructView.svelte'),
    () => import('../timeline/Hover.svelte'),
    () => import('../timeline/HitMark.svelte'),
    () => import('../timeline/EmptyTimeline.svelte'),
    () => import('../timeline/UnframedCard.svelte'),
    () => import('../timeline/Echo.svelte'),
    () => import('../timeline/MisfitWords.svelte'),
    () => import('../timeline/MisfitLine.svelte'),
    () => import('../timeline/Unobserved.svelte'),
    () => import('../timeline/tracks/TrackHeads.svelte'),
    () => import('../timeline/tracks/TracksBar.svelte'),
    () => import('../timeline/measure/RangeView.svelte'),
    () => import('../inspector/body/msgpack-tree.ts'),
    () => import('./panes/PaneHead.svelte'),
  ]
  await sleep(QUIET)
  for (const load of parts) {
    await rest()
    while (isOpening()) await sleep(OPENING)
    await load().catch(() => undefined)
  }
}

/** Milliseconds after the page has loaded. */
const QUIET = 600
/** Milliseconds after which it asks again whether a session is still being opened. */
const OPENING = 100

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Resolves when the page has nothing else to do, if the browser reports that. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve())
    else void sleep(QUIET).then(resolve)
  })
