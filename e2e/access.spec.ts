// Everything for everyone: axe finds nothing in any view in either theme, and everything works with the keyboard.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  test(`axe finds nothing in any view in either theme, ${viewport.width}×${viewport.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const lab = new LabPage(page)
    expect(await violations(page)).toEqual([])
    await lab.run()
    expect(await violations(page)).toEqual([])
    await lab.setFraming('on')
    await expect(page.getByText('The frame would be').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    await lab.run()
    await lab.setAxis('time')
    expect(await violations(page)).toEqual([])
    await lab.tableRows()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Sessions' }).click()
    // On the smaller page the list is a bar that opens over the picture.
    if (viewport.width === 1024)
      await page
        .getByRole('complementary', { name: 'Sessions' })
        .getByRole('button', { expanded: false })
        .click()
    await expect(page.getByRole('list', { name: 'Recorded sessions' }).getByRole('listitem')).toHaveCount(2)
    expect(await violations(page)).toEqual([])
    await new LabPage(page).menu('Keyboard shortcuts')
    expect(await violations(page)).toEqual([])
  })
}

test('by keyboard alone: run, go to the recv, zoom, change the axis, read the table', async ({ page }) => {
  const lab = new LabPage(page)
  await page
    .getByRole('button', { name: /^Run\b/ })
    .last()
    .focus()
  await page.keyboard.press('Enter')
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
  await lab.timeline.focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(lab.inspector).toContainText(/2 (segments|sends) arrived in 1 recv\./)
  await page.keyboard.press('ArrowUp')
  await expect(lab.inspector).toContainText(/(segment|send) #[12]/)
  await page.keyboard.press('+')
  await page.keyboard.press('f')
  await page.keyboard.press('t')
  await expect(page.getByRole('table')).toBeVisible()
})

test('a sheet returns the focus to where it was, even if another sheet follows it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await lab.timeline.focus()
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lab.timeline).toBeFocused()
  await expect(keys).toHaveCount(0)
  await page.keyboard.press('?')
  await keys.getByRole('button', { name: 'Close' }).click()
  await expect(lab.timeline).toBeFocused()
  await expect(keys).toHaveCount(0)
  await page.keyboard.press('?')
  await keys.getByRole('button', { name: 'Glossary' }).click()
  await page.getByRole('dialog', { name: 'Glossary' }).getByRole('button', { name: 'Close' }).click()
  await expect(lab.timeline).toBeFocused()
})

test('a sheet that was just closed opens again at once', async ({ page }) => {
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  // Keys come one task after the click. The browser's own event about the closed dialog may come later than that.
  await keys.getByRole('button', { name: 'Close' }).evaluate(async (button: HTMLElement) => {
    button.click()
    await Promise.resolve()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))
  })
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  await expect(keys).toBeVisible()
})

test('nothing is cut off at 1024×700, nor at 200 % zoom', async ({ page }) => {
  const lab = new LabPage(page)
  for (const viewport of [
    { width: 1024, height: 700 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport)
    if (lab.session === null) await lab.run()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expect(lab.timeline).toBeVisible()
  }
})
