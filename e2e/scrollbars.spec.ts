// Scrollbars that take room, as they are on Linux and Windows: nothing is cut by them, and what is in line stays so.
import type { Locator } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test.use({
  // The config's own options with one more: Playwright hides scrollbars else.
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] })
  },
})

/** Pixels that stand out on the right of what an element shows. */
const beyond = (element: Locator): Promise<number> =>
  element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  test(`bytes and code are seen whole, and Run stands in line, at ${viewport.width}×${viewport.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const lab = new LabPage(page)
    await lab.choose('A remote command')
    await lab.run()
    const hex = lab.inspector.getByRole('region', { name: 'Bytes in hex' })
    await expect(hex).toBeVisible()
    // It scrolls down its rows, and not across them.
    expect(await hex.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true)
    expect(await beyond(hex)).toBe(0)
    const [line, box] = await Promise.all([
      hex.getByText('0400', { exact: true }).locator('..').locator('.text').boundingBox(),
      hex.boundingBox(),
    ])
    const inside = await hex.evaluate(({ clientLeft, clientWidth }) => clientLeft + clientWidth)
    expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + inside)

    const chosen = await page.getByRole('button', { name: 'A remote command' }).first().boundingBox()
    const run = await page.getByRole('button', { name: 'Run again', exact: true }).boundingBox()
    // The row's words begin 9 pixels inside of it, as Run does.
    expect((run?.x ?? 0) - (chosen?.x ?? 0)).toBe(9)
    expect((chosen?.x ?? 0) + (chosen?.width ?? 0) - (run?.x ?? 0) - (run?.width ?? 0)).toBe(9)

    await page.getByRole('button', { name: 'Read it right' }).click()
    expect(await beyond(page.getByLabel('Python program'))).toBe(0)
  })
}
