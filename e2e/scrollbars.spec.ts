// Scrollbars that take room, as on Linux and Windows: they cover nothing.
import type { Locator } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test.use({
  // The config's own options and one more, because Playwright otherwise hides scrollbars.
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] })
  },
})

/** How many pixels stick out on the right of an element's visible part. */
const beyond = (element: Locator): Promise<number> =>
  element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  test(`bytes and code are fully visible, and Run is whole, at ${viewport.width}×${viewport.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const lab = new LabPage(page)
    await lab.choose('A remote command')
    await lab.run()
    const hex = lab.inspector.getByRole('region', { name: 'Bytes in hex' })
    await expect(hex).toBeVisible()
    // It scrolls down its rows, and not across them.
    await expect
      .poll(() => hex.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight))
      .toBe(true)
    expect(await beyond(hex)).toBe(0)
    const [line, box] = await Promise.all([
      hex.getByText('0400', { exact: true }).locator('..').locator('.text').boundingBox(),
      hex.boundingBox(),
    ])
    const inside = await hex.evaluate(({ clientLeft, clientWidth }) => clientLeft + clientWidth)
    expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + inside)

    // Both buttons are whole, beside or above the list's scrollbar.
    for (const name of ['Run again', 'Predict'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
    expect(await beyond(page.getByRole('complementary', { name: 'Lab' }))).toBe(0)

    await new LabPage(page).menu('Read it right')
    expect(await beyond(page.getByLabel('Python program'))).toBe(0)
  })
}
