// Moves between panes by keyboard: the pane that becomes active also gets the focus.
import { tick } from 'svelte'
import type { Page } from '../page/page.svelte.ts'

/** The element that takes the focus in a pane: its timeline, or the first button of its table. */
const KEYED = ':is([role=application], table button)'

const focusActive = ({ panes }: Page): void => {
  const pane = document.querySelectorAll('.pane')[panes.all.indexOf(panes.active)]
  pane?.querySelector<HTMLElement>(KEYED)?.focus()
}

export const goToOther = (page: Page): void => {
  const { panes } = page
  if (!panes.other) return
  panes.active = panes.other
  focusActive(page)
}

/** Opens or closes the second pane, and goes to the pane that is active afterwards. */
export const compareAndGo = async (page: Page): Promise<void> => {
  await page.compare()
  await tick()
  focusActive(page)
}
