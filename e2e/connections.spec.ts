// The connection list: ten thousand rows scroll, sort and filter. The chosen one is shown, in either direction.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { captureFile } from '../packages/session/bench/captures.ts'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const list = (page: Page) => page.getByRole('grid', { name: 'Connections' })
const rows = (page: Page) =>
  list(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })

test('ten thousand connections: only those in view are there, the last is one key away, a port finds one', async ({
  page,
}) => {
  const many = captureFile({ name: 'many', packets: 40_000, connections: 10_000, payload: 36 })
  await drop(page, 'many.pcap', await readFile(many))
  const lab = new LabPage(page)
  await page.getByRole('button', { name: 'Connections 10,000' }).click()
  await expect(rows(page).first()).toContainText('10.0.0.1:10000')
  expect(await rows(page).count()).toBeLessThan(120)
  await list(page).focus()
  await page.keyboard.press('End')
  await expect(rows(page).last()).toContainText(':19999')
  await expect(rows(page).last()).toBeInViewport()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('stream')).toBe('1')
  await expect(lab.counts).toContainText(['4 segments'])
  // Both keys come before the last rows can have arrived.
  await list(page).evaluate((grid) => {
    for (const key of ['End', 'Enter'])
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await expect.poll(() => new URL(page.url()).searchParams.get('stream')).toBe('9999')
  await page.getByRole('searchbox', { name: 'Filter connections' }).fill('10.0.0.1:10042')
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByText('1 of 10,000')).toBeVisible()
  await rows(page).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('stream')).toBe('42')
  await page.getByRole('searchbox', { name: 'Filter connections' }).fill('nowhere')
  await expect(page.getByText('No connection has “nowhere”')).toBeVisible()
})

test('both directions of a connection are shown, from the list and by a key', async ({ page }) => {
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  const lab = new LabPage(page)
  // By hand, in make.py: the client's 5 + 5 bytes in two segments, the server's 10 in one.
  await expect(lab.counts).toContainText(['2 segments'])
  await page.keyboard.press('c')
  await list(page).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(lab.counts).toContainText(['1 segment'])
  await page.keyboard.press('ArrowRight')
  await expect(lab.counts).toContainText(['2 segments'])
  await lab.timeline.focus()
  await page.keyboard.press('d')
  await expect(lab.counts).toContainText(['1 segment'])
})

test('rows are sorted by a column in one order, in the other, and as they began', async ({ page }) => {
  await drop(page, 'two-connections.pcap', await readFile(fixture('two-connections.pcap')))
  await page.keyboard.press('c')
  await expect(rows(page)).toHaveCount(2)
  // Their messages and findings are counted.
  await expect(rows(page).filter({ hasText: '…' })).toHaveCount(0)
  const begun = await rows(page).allTextContents()
  const ascending = [...begun].sort()
  const head = page.getByRole('columnheader', { name: 'From' })
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(() => rows(page).allTextContents()).toEqual(ascending)
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => rows(page).allTextContents()).toEqual([...ascending].reverse())
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'none')
  await expect.poll(() => rows(page).allTextContents()).toEqual(begun)
})
