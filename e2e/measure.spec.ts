// Measuring: a range by mouse, by keyboard and between two intervals, its counts, and the bytes axis, even or linear.
import type { Page } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const drag = async (page: Page, from: readonly [number, number], to: readonly [number, number]) => {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move((from[0] + to[0]) / 2, to[1])
  await page.mouse.move(...to)
  await page.mouse.up()
}

const card = (page: Page) => page.getByRole('region', { name: 'Measured range' })
const handle = (page: Page, name: 'begins' | 'ends') =>
  page.getByRole('slider', { name: `The range ${name}` })
const row = (page: Page, name: string) => card(page).getByRole('row', { name: new RegExp(`^${name} `) })

const moment = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]?.replaceAll(',', ''))

test('a range drawn with Shift snaps to nearby edges and counts what is in it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  const { width, at } = await lab.plot()
  await page.keyboard.down('Shift')
  await drag(page, at(4 / width, 250), at(0.5 - 4 / width, 260))
  await page.keyboard.up('Shift')
  // The first of two sends: a header of four bytes and hello.
  await expect(card(page)).toContainText('9 bytes')
  await expect(row(page, 'sends')).toHaveText(/1\s*9 B/)
  await expect(row(page, 'messages')).toHaveText(/1\s*9 B/)
  await expect(card(page)).toContainText('messages whole 1')
  await expect.poll(() => new URL(page.url()).searchParams.get('range')).toBe('0-9')
  const to = await handle(page, 'ends').boundingBox()
  if (!to) throw new Error('no handle')
  await drag(page, [to.x + 6, to.y + 200], at(1 - 3 / width, 260))
  await expect(card(page)).toContainText('18 bytes')
  await expect(row(page, String.raw`recvs \d`)).toHaveText(/1\s*18 B/)
  // Segments that one recv took, and messages: as many as are counted for the whole stream.
  await expect(card(page)).toContainText('merges 2')
  await expect(page.getByText('2 merges', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await expect(lab.inspector).toContainText('recv #1')
})

test('by keyboard: from the selected interval, from edge to edge, a byte, zoom, remove', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await expect(lab.inspector).toContainText('recv #1')
  await page.keyboard.press('[')
  await expect(card(page)).toContainText('18 bytes')
  await handle(page, 'ends').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(handle(page, 'ends')).toHaveAttribute('aria-valuetext', 'byte 9')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(handle(page, 'ends')).toHaveAttribute('aria-valuenow', '8')
  await expect(card(page)).toContainText('messages begun 1')
  const before = await handle(page, 'ends').boundingBox()
  await page.keyboard.press('z')
  const { at } = await lab.plot()
  // Now the range fills the plot, except for a small margin.
  await expect
    .poll(async () => (await handle(page, 'ends').boundingBox())?.x ?? 0)
    .toBeGreaterThan(at(0.9, 0)[0])
  expect(before?.x).toBeLessThan(at(0.6, 0)[0])
  await page.keyboard.press('Delete')
  await expect(card(page)).toBeHidden()
})

test('with Shift a click measures from the selected interval to another', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  const { at } = await lab.plot()
  await page.mouse.click(...at(0.25, 140))
  await expect(lab.inspector).toContainText('send #1')
  await page.keyboard.down('Shift')
  await page.mouse.click(...at(0.75, 140))
  await page.keyboard.up('Shift')
  await expect(card(page)).toContainText('18 bytes')
  await expect(row(page, 'sends')).toHaveText(/2\s*18 B/)
})

test('along the ruler of time, with speed and the longest gap; the counts are copied as text', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lab = new LabPage(page)
  // Long beside what a busy machine puts between the calls.
  await lab.setCondition('The reader waits', '600')
  await lab.run()
  const evidence = lab.inspector.getByRole('list', { name: 'Evidence' }).getByRole('listitem')
  await expect(evidence).toHaveCount(2)
  const first = moment(await evidence.first().innerText(), /\+([\d.,]+) ms/)
  await lab.inspector.locator('summary', { hasText: 'Numbers' }).click()
  const returned = moment(await lab.inspector.innerText(), /returned\s+\+([\d.,]+) ms/)
  await lab.setAxis('time')
  const { ruler, at } = await lab.plot()
  await drag(page, at(0, ruler), at(0.99, ruler))
  await expect(row(page, 'sends')).toHaveText(/2\s*10 B/)
  await expect(row(page, String.raw`recvs \d`)).toHaveText(/1\s*10 B/)
  await expect(card(page)).toContainText(/bytes a second \d+(\.\d+)? B\/s/)
  // From the second send or segment until the recv returned, which is part of the time since the first.
  const longest = /longest gap between intervals\s*([\d.]+) ms/
  await expect(card(page)).toContainText(longest)
  const gap = moment(await card(page).innerText(), longest)
  expect(returned - first).toBeGreaterThanOrEqual(300)
  expect(gap).toBeGreaterThan((returned - first) / 2)
  // The first is rounded to a tenth of a millisecond, the others to a thousandth.
  expect(gap).toBeLessThanOrEqual(returned - first + 0.051)
  await card(page).getByRole('button', { name: 'Copy as text' }).click()
  await expect(page.getByText('Copied as text.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('sends: 2, 10 bytes')
  // Framing is off, so no message is counted as whole.
  await expect(row(page, 'recvs taken for one message each')).toHaveText(/1\s*10 B/)
  await expect(card(page)).not.toContainText('whole')
  // A replay that is paused in the middle changes no count, and the page says so.
  await page.keyboard.press(',')
  await expect(card(page)).toContainText('Counted in the whole run, not up to the replay’s moment.')
  await expect(row(page, 'recvs taken for one message each')).toHaveText(/1\s*10 B/)
})

test('the range stays the same on the other axis and back', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const { width, ruler, at } = await lab.plot()
  await drag(page, at(4 / width, ruler), at(0.5, ruler))
  await expect(card(page)).toContainText('5 bytes')
  await page.keyboard.press('a')
  await expect(card(page)).toContainText(/\d ms/)
  await expect(row(page, String.raw`recvs \d`)).toHaveText(/1\s*10 B/)
  await page.keyboard.press('a')
  await expect(card(page)).toContainText('5 bytes')
})

test('the address brings the range back, counted', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.goto(`${page.url()}&range=0-5`)
  await page.reload()
  await expect(card(page)).toContainText('5 bytes')
  await expect(row(page, 'sends')).toHaveText(/1\s*5 B/)
})

test('the bytes axis is even or linear, by key and by hand, and the address remembers', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('First text', 'x'.repeat(395))
  await lab.run()
  const { width, at } = await lab.plot()
  const edge = async () => ((await handle(page, 'ends').boundingBox())?.x ?? 0) + 6.5 - at(0, 0)[0]
  await page.mouse.click(...at(0.25, 140))
  await expect(lab.inspector).toContainText('send #1')
  await page.keyboard.press('[')
  await expect(card(page)).toContainText('395 bytes')
  // Even: 46 + 4·√395 = 125.5 parts beside 46 + 4·√5 = 54.9.
  await expect.poll(edge).toBeCloseTo((125.5 / 180.4) * width, -1)
  await page.keyboard.press('l')
  await expect(page.getByRole('radio', { name: 'linear' })).toBeChecked()
  await expect.poll(async () => Math.abs((await edge()) - (395 / 400) * width)).toBeLessThan(2)
  await expect.poll(() => page.url()).toContain('scale=linear')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'linear' })).toBeChecked()
  await page.getByRole('radio', { name: 'even' }).check()
  await expect.poll(edge).toBeCloseTo((125.5 / 180.4) * width, -1)
  expect(page.url()).not.toContain('scale=')
})

test('with nothing selected the key that measures from it says so', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('Escape')
  await page.keyboard.press('[')
  await expect(page.getByText('Select something first.')).toBeVisible()
})
