// What axe finds on a page as it stands. Run by itself, for its wrapper opens a page of its own each time.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/** One line a rule, with the elements that break it; `within`: a selector of the part that is looked at. */
export const violations = async (page: Page, within?: string): Promise<string[]> => {
  // A page that was loaded anew has it no more.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    // Details of what is right are not made.
    (part) => window.axe?.run(part ?? document, { resultTypes: ['violations'] }),
    within,
  )
  if (!found) throw new Error('axe did not come into the page')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
