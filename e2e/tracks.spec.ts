// On the time axis all connections share one clock: each folds and unfolds, with both its directions.
import { readFile } from 'node:fs/promises'
import { captureFile } from '../packages/session/bench/captures.ts'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop } from './drop.ts'
import { LabPage } from './lab-page.ts'

test('the other direction is a row with its names; it unfolds to lanes, and a click there shows its stream', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('A remote command')
  await lab.run()
  await lab.setAxis('time')
  // The shown stream's first finding is about the answers, which go from the server to the client.
  await expect(lab.inspector).toContainText('recv #2 · client')
  const commands = page.getByRole('treeitem', { name: /^client → server · TCP · \d+ bytes$/ })
  await expect(commands).toHaveAttribute('aria-expanded', 'false')
  // The rows of both programs are there, because the other direction takes no more than 30 pixels.
  await expect(lab.timeline.getByText('recv(1024)', { exact: true })).toBeVisible()
  expect(await commands.evaluate((row) => row.clientHeight)).toBe(30)
  await commands.click()
  await expect(commands).toHaveAttribute('aria-expanded', 'true')
  await expect(lab.timeline.getByText('server → client', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await lab.timeline.focus()
  // The commands are the direction there, which is above the answers.
  const stream = new URL(page.url()).searchParams.get('stream')
  // It is drawn where the call was made. How far right depends on how long the programs took to begin.
  let x = 100
  await expect(async () => {
    x = x < 480 ? x + 8 : 108
    const rows = await lab.timeline.getByText('send()', { exact: true }).all()
    const tops = await Promise.all(rows.map(async (row) => (await row.boundingBox())?.y ?? NaN))
    const timeline = await lab.timeline.boundingBox()
    if (!timeline) throw new Error('nothing is drawn')
    await page.mouse.click(timeline.x + x, Math.min(...tops) + 9)
    await expect(lab.inspector).toContainText('send #1 · client', { timeout: 400 })
  }).toPass({ intervals: [0] })
  await expect.poll(() => new URL(page.url()).searchParams.get('stream')).not.toBe(stream)
  // Nothing has moved: the answers keep their lanes, and now they are the other direction.
  const answers = page.getByRole('treeitem', { name: /^server → client/ })
  await expect(answers).toHaveAttribute('aria-expanded', 'true')
  await answers.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(answers).toHaveAttribute('aria-expanded', 'false')
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

test('folded connections show both ports whole, and a long name is cut by itself', async ({ page }) => {
  const file = captureFile({ name: 'tracks', packets: 4_000, connections: 1_000, payload: 36 })
  await drop(page, 'tracks.pcap', await readFile(file))
  await new LabPage(page).setAxis('time')
  const row = page.getByRole('treeitem', { expanded: false }).first()
  const names = row.locator('.name')
  await expect(names).toHaveText([/^\d+$/, /^\d+$/])
  /** Gives the row these names, of programs or ports, and says which of them are cut. */
  const cut = async (...texts: string[]): Promise<boolean[]> =>
    await names.evaluateAll((spans, given) => {
      for (const [k, span] of spans.entries()) {
        const text = given[k] ?? ''
        span.textContent = text
        span.classList.toggle('port', /^\d+$/.test(text))
      }
      return spans.map((span) => span.scrollWidth > span.clientWidth)
    }, texts)
  // The longest ports that there can be.
  expect(await cut('60000', '60000')).toEqual([false, false])
  expect(await cut('a-program-with-a-very-long-name', 'server')).toEqual([true, false])
})
