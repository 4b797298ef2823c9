// The keyboard's way between panes: the pane that becomes the active one has the focus too.
import { tick } from 'svelte'
import type { Page } from '../page/page.svelte.ts'

/** What has the keys in a pane: its timeline, or the first button of its table. */
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

/** Opens the second pane or closes it, and goes to the one that is active then. */
export const compareAndGo = async (page: Page): Promise<void> => {
  await page.compare()
  await tick()
  focusActive(page)
}
