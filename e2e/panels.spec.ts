// The panels beside the picture: the programs with their moments, the ⋯ menu by keyboard, and a phone's width.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('the programs stand beside the picture: each line’s moment, the lit line, and the output in the sends’ colours', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await lab.tab('Programs')
  const server = page.getByRole('region', { name: 'The text of server.py' })
  const recv = server.locator('.line').filter({ hasText: 'data1 = conn.recv(1024)' })
  // The finding is about this recv.
  await expect(recv).toHaveClass(/lit/)
  // The server slept 200 ms before it.
  const slept = server.locator('.line').filter({ hasText: 'time.sleep(0.2)' }).locator('span')
  const moment = async (of: typeof slept) => Number(await of.innerText())
  expect((await moment(recv.locator('span'))) - (await moment(slept))).toBeGreaterThanOrEqual(200)
  const output = page.getByRole('region', { name: 'What server printed' })
  await expect(output.locator('mark')).toHaveText(['hello', 'world'])
  const [one, other] = await output
    .locator('mark')
    .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).backgroundColor))
  expect(one).not.toBe(other)
  await expect(page.getByRole('region', { name: 'The text of client.py' }).locator('mark')).toHaveText([
    'hello',
    'world',
  ])
  // Nothing was printed yet at the start of a replay, and no later line has a moment.
  await page.getByRole('button', { name: 'To the start' }).click()
  await expect(output).toHaveCount(0)
  await expect(recv.locator('span')).toHaveCount(0)
  await expect(recv).not.toHaveClass(/lit/)
})

test('the ⋯ menu by keyboard: its items, their keys, and the focus that comes back', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.focus()
  await page.keyboard.press('ArrowDown')
  const items = page.getByRole('menu', { name: 'More' }).getByRole('menuitem')
  await expect(items.first()).toBeFocused()
  await expect(items).toContainText(['Compare', 'As a table', 'Export', 'Connections', 'Search', 'About'])
  await page.keyboard.press('End')
  await expect(items.last()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
  await page.keyboard.press('e')
  await expect(page.getByRole('menu', { name: 'Export' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByRole('combobox', { name: 'What to do' })).toBeFocused()
})

for (const viewport of [
  { width: 390, height: 844 },
  { width: 720, height: 450 },
]) {
  test(`Run stays in sight at ${viewport.width} pixels, and nothing is wider than the page`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const lab = new LabPage(page)
    await lab.run()
    const run = page.getByRole('button', { name: 'Run again', exact: true })
    await expect(run).toBeInViewport({ ratio: 1 })
    await page.getByRole('contentinfo', { name: 'Replay' }).scrollIntoViewIfNeeded()
    await expect(run).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
}

test('on a small page the sessions are a bar over the picture; keys unfold and fold it', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const lab = new LabPage(page)
  await lab.run()
  await page.getByRole('button', { name: 'Sessions', exact: true }).click()
  const list = page.getByRole('list', { name: 'Recorded sessions' })
  const bar = page.getByRole('complementary', { name: 'Sessions' }).getByRole('button', { name: '1 session' })
  await expect(bar).toHaveAttribute('aria-expanded', 'false')
  await expect(list).toHaveCount(0)
  // The picture has the page's width but for the inspector's 320 pixels.
  expect((await lab.timeline.boundingBox())?.width).toBeGreaterThan(690)
  await bar.press('Enter')
  await expect(list).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(bar).toBeFocused()
  // In the lab's bar too.
  await page.getByRole('button', { name: 'Lab', exact: true }).click()
  const experiments = page.getByRole('navigation', { name: 'Experiments' })
  await lab.unfold()
  await expect(experiments).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(experiments).toHaveCount(0)
})
