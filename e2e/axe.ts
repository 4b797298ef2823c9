// What axe finds on a page as it stands. Run by itself, for its wrapper opens a page of its own each time.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

/** One line a rule, with the elements that break it; `within`: a selector of the part that is looked at. */
export const violations = async (page: Page, within?: string): Promise<string[]> => {
  // A page that was loaded anew has it no more.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate(async (part) => {
    const { axe: there } = globalThis as unknown as { axe: typeof axe }
    // Details of what is right are not made.
    return there.run(part ?? document, { resultTypes: ['violations'] })
  }, within)
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
