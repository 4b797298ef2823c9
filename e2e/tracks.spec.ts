// On the time axis all connections share one clock: each folds and unfolds, with both its directions.
import { readFile } from 'node:fs/promises'
import { captureFile } from '../packages/session/bench/captures.ts'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop } from './drop.ts'
import { LabPage } from './lab-page.ts'

test('both directions of a run are one above the other, and a click selects the stream', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A remote command')
  await lab.run()
  await lab.setAxis('time')
  const track = page.getByRole('treeitem')
  await expect(track).toHaveAttribute('aria-expanded', 'true')
  const there = lab.timeline.getByText('client → server', { exact: true })
  await expect(there).toBeVisible()
  const back = lab.timeline.getByText('server → client', { exact: true })
  await expect(back).toBeVisible()
  // The first command's send is the first box in the upper lanes.
  await expect(lab.inspector).toContainText('recv #2 · client')
  await page.keyboard.press('Escape')
  await lab.timeline.focus()
  const name = await there.boundingBox()
  const timeline = await lab.timeline.boundingBox()
  if (!name || !timeline) throw new Error('nothing is drawn')
  const stream = new URL(page.url()).searchParams.get('stream')
  // It is drawn where the call was made. How far right depends on how long the programs took to begin.
  let x = 100
  await expect(async () => {
    x = x < 480 ? x + 8 : 108
    await page.mouse.click(timeline.x + x, name.y + name.height + 24)
    await expect(lab.inspector).toContainText('send #1 · client', { timeout: 400 })
  }).toPass({ intervals: [0] })
  await expect.poll(() => new URL(page.url()).searchParams.get('stream')).not.toBe(stream)
  await expect(back).toBeVisible()
  await track.click()
  await expect(track).toHaveAttribute('aria-expanded', 'false')
  await expect(back).toBeHidden()
  expect(await violations(page)).toEqual([])
})

test('of a thousand connections only the visible ones are drawn, and keys move, unfold and scroll to the last', async ({
  page,
}) => {
  const file = captureFile({ name: 'tracks', packets: 4_000, connections: 1_000, payload: 36 })
  await drop(page, 'tracks.pcap', await readFile(file))
  const lab = new LabPage(page)
  await expect(page.getByRole('button', { name: 'Connections 1,000' })).toBeVisible()
  await lab.setAxis('time')
  const tracks = page.getByRole('treeitem')
  await expect(tracks.first()).toHaveAttribute('aria-setsize', '1000')
  expect(await tracks.count()).toBeLessThan(60)
  await expect(tracks.nth(1)).toHaveAccessibleName(/^10\.0\.0\.1:10001 → /)
  await tracks.nth(1).focus()
  await page.keyboard.press('ArrowRight')
  await expect(tracks.nth(1)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(tracks.nth(1)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('End')
  const last = page.getByRole('treeitem', { name: /:10999 → / })
  await expect(last).toBeFocused()
  await expect(last).toHaveAttribute('aria-posinset', '1000')
  await expect(last).toBeInViewport()
  expect(await violations(page)).toEqual([])
})

test('folded connections show both ports whole, up to the longest', async ({ page }) => {
  const file = captureFile({ name: 'tracks', packets: 4_000, connections: 1_000, payload: 36 })
  await drop(page, 'tracks.pcap', await readFile(file))
  await new LabPage(page).setAxis('time')
  const name = page.getByRole('treeitem', { expanded: false }).first().locator('span').first()
  await expect(name).toHaveText(/^\d+→\d+$/)
  // The longest that there can be.
  const cut = await name.evaluate((span) => {
    span.textContent = '60000→60000'
    return span.scrollWidth - span.clientWidth
  })
  expect(cut).toBe(0)
})
