// What axe finds on a page as it stands, in either theme. Run by itself, for its wrapper opens a page of its own each
// time.
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/**
 * One line a rule, with the elements that break it, in the light theme and then what contrast the dark one breaks;
 * `within`: a selector of the part that is looked at. The page keeps standing in the light one, with motion reduced.
 */
export const violations = async (page: Page, within?: string): Promise<string[]> => {
  // A page that was loaded anew has it no more.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source)
  await wear(page, 'dark')
  const dark = await run(page, within, ['color-contrast'])
  await wear(page, 'light')
  return [...(await run(page, within)), ...dark.map((line) => `dark: ${line}`)]
}

const wear = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
}

const run = async (page: Page, within?: string, rules?: string[]): Promise<string[]> => {
  const found = await page.evaluate(
    ([part, only]) =>
      window.axe?.run(part ?? document, {
        // Details of what is right are not made.
        resultTypes: ['violations'],
        ...(only && { runOnly: only }),
      }),
    [within, rules] as const,
  )
  if (!found) throw new Error('axe did not come into the page')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
