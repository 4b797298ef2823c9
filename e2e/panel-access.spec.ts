// Everything for everyone, in the panels too: axe finds nothing in the connections, the search and the about panel, in
// either theme, full and empty.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const connections = async (page: Page) => {
  await page.keyboard.press('c')
  await expect(page.getByRole('grid', { name: 'Connections' }).getByRole('gridcell').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('searchbox', { name: 'Filter connections' }).fill('nowhere')
  await expect(page.getByText('No connection has “nowhere”')).toBeVisible()
  expect(await violations(page)).toEqual([])
}

const search = async (page: Page) => {
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await new LabPage(page).menu('Search')
  expect(await violations(page)).toEqual([])
  await field.fill('hello')
  await field.press('Enter')
  await expect(page.getByText('cut over 2 recvs')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await field.fill('nothing like it')
  await field.press('Enter')
  await expect(page.getByText('These bytes are nowhere in this session.')).toBeVisible()
  expect(await violations(page)).toEqual([])
}

const about = async (page: Page) => {
  const region = page.getByRole('region', { name: 'About this session' })
  await new LabPage(page).menu('About this session')
  await expect(region).toContainText('What it holds')
  expect(await violations(page)).toEqual([])
  const whole = await readFile(fixture('plain.pcap'))
  await drop(page, 'cut.pcap', whole.subarray(0, whole.length - 9))
  await expect(region).toContainText('ends inside')
  expect(await violations(page)).toEqual([])
}

test('axe finds nothing on any panel', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  await lab.run()
  await connections(page)
  await search(page)
  await about(page)
})

test('the edge of a panel shows its height, and releases if the browser takes over the touch', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('i')
  const edge = page.getByRole('separator', { name: 'Height of the panel' })
  const height = async (): Promise<number> => (await page.locator('#panel').boundingBox())?.height ?? 0
  await expect.poll(async () => Number(await edge.getAttribute('aria-valuenow'))).toBe(await height())
  const { x = 0, y = 0 } = (await edge.boundingBox()) ?? {}
  const browser = await page.context().newCDPSession(page)
  const before = await height()
  await browser.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    touchPoints: [{ x: x + 50, y: y + 2 }],
  })
  await browser.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] })
  await page.mouse.move(x + 50, y + 3)
  await page.mouse.move(x + 50, y + 6)
  await expect(edge).toHaveAttribute('aria-valuenow', String(before))
  await page.mouse.down()
  await page.mouse.move(x + 50, y - 24)
  await page.mouse.up()
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 30))
})
