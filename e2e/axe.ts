// What axe finds on a page as it is, in either theme. It runs by itself, because its wrapper opens an extra page each time.
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/**
 * One line per rule, with the elements that break it, in the light theme, and then the contrast faults in the dark one.
 * `within` selects the part to check. The page stays in the light theme, with motion reduced.
 */
export const violations = async (page: Page, within?: string): Promise<string[]> => {
  // A page that was loaded again has lost it.
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
        // No details are made about what passes.
        resultTypes: ['violations'],
        ...(only && { runOnly: only }),
      }),
    [within, rules] as const,
  )
  if (!found) throw new Error('axe did not come into the page')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
