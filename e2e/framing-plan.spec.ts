// A framing for each connection: chosen in the field, kept in the address, and the same in list, details, exports and Compare.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop } from './drop.ts'
import { LabPage } from './lab-page.ts'
import { mixedCapture } from './mixed-capture.ts'
import type { Page } from '@playwright/test'

const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Framing spec' })
const reach = (page: Page) => page.getByRole('group', { name: 'Which connections the framing is for' })
const connections = (page: Page) => page.getByRole('grid', { name: 'Connections' })
const row = (page: Page, port: number) =>
  connections(page)
    .getByRole('row')
    .filter({ hasText: `10.0.0.1:${port}` })

const opened = async (page: Page): Promise<LabPage> => {
  const lab = new LabPage(page)
  await drop(page, 'mixed.pcap', await mixedCapture())
  await expect.poll(() => lab.session).not.toBeNull()
  await expect(lab.counts).toContainText(['1 segment'])
  await page.getByRole('button', { name: /^Connections/ }).click()
  return lab
}

test('each connection gets its framing in turn, and the others keep theirs', async ({ page }) => {
  const lab = await opened(page)
  const field = fieldOf(page)
  await field.focus()
  await reach(page).getByText('this connection').click()
  await field.fill('postgres')
  await field.press('Enter')
  await expect(field).toHaveValue('5432=postgres')
  // The client's five messages, by tshark.
  await expect(lab.counts).toContainText(['5 messages whole'])
  await expect(row(page, 40_000)).toContainText('postgres')
  await expect(row(page, 40_001)).toContainText('none')
  // The next framing is for the shown connection's port without being asked.
  await row(page, 40_003).click()
  await field.focus()
  await expect(reach(page).getByRole('radio', { name: 'port 6379' })).toBeChecked()
  await field.fill('redis')
  await field.press('Enter')
  await expect(field).toHaveValue('5432=postgres,6379=redis')
  await expect(lab.counts).toContainText(['1 message whole'])
  await expect(row(page, 40_001)).toContainText('redis')
  await expect(row(page, 40_000)).toContainText('postgres')
  // One of them alone.
  await field.focus()
  await reach(page).getByText('this connection').click()
  await field.fill('line')
  await field.press('Enter')
  await expect(field).toHaveValue('10.0.0.1:40003>10.0.0.2:6379=line,5432=postgres,6379=redis')
  await expect(row(page, 40_003)).toContainText('line')
  await expect(row(page, 40_001)).toContainText('redis')
  expect(await violations(page)).toEqual([])
})

test('a link restores the plan, and list, details, export and both panes agree with it', async ({
  page,
  bridge,
}) => {
  const lab = await opened(page)
  const field = fieldOf(page)
  await field.fill('5432=postgres,6379=redis')
  await field.press('Enter')
  await expect(lab.counts).toContainText(['5 messages whole'])
  await expect(page).toHaveURL(/framing=5432/)
  await page.reload()
  await expect(field).toHaveValue('5432=postgres,6379=redis')
  await expect(lab.counts).toContainText(['5 messages whole'])
  await page.getByRole('button', { name: /^Connections/ }).click()
  await expect(row(page, 40_000)).toContainText('47')
  await expect(row(page, 40_001).getByRole('gridcell').nth(9)).toHaveText('2')
  await row(page, 40_001).click()
  await expect(lab.counts).toContainText(['1 message whole'])
  await lab.menu('As a table')
  await page.getByRole('table').getByRole('button', { name: 'message #1' }).click()
  await expect(lab.inspector.getByRole('heading', { name: /^Header/ })).toContainText('redis')
  const query = new URLSearchParams({ stream: '0', framing: '5432=postgres,6379=redis' })
  const lines = await page.request.get(
    `${bridge.origin}/api/sessions/${lab.session ?? ''}/export/frames?${query.toString()}`,
    { headers: bridge.headers },
  )
  expect((await lines.text()).trim().split('\n')).toHaveLength(5)
  await lab.menu('As a timeline')
  await page.keyboard.press('b')
  const heads = page.getByRole('group', { name: /^Pane of/ })
  await expect(heads.nth(0)).toContainText('5432=postgres,6379=redis')
  await expect(heads.nth(0)).toContainText('1 message whole')
  await expect(heads.nth(1)).toContainText(/framing\s*off/)
})

test('the wrong part is marked at its place, and what is in force stays', async ({ page }) => {
  const lab = await opened(page)
  const field = fieldOf(page)
  await field.fill('5432=postgres')
  await field.press('Enter')
  await expect(lab.counts).toContainText(['5 messages whole'])
  for (const [text, marked, says] of [
    ['5432=postgres,6379=redsi', 'redsi', 'For 6379: There is no framing called “redsi”.'],
    ['5432=postgres,65536=redis', '65536', 'A port is a number from 1 to 65,535'],
    ['5432=postgres,5432=redis', '5432', 'Port 5432 already has a framing'],
    ['db=postgres', 'db', '“db” names no connections'],
  ] as const) {
    await field.fill(text)
    await expect(page.locator('.under mark')).toHaveText(marked)
    await expect(page.locator('.wrong').filter({ hasText: says })).toBeVisible()
    await field.press('Enter')
    await expect(lab.counts).toContainText(['5 messages whole'])
    expect(await violations(page)).toEqual([])
  }
})

test('a port or stream that no connection has is said to be none, while it is typed', async ({ page }) => {
  await opened(page)
  const field = fieldOf(page)
  const says = (name: string) => page.getByRole('definition').filter({ hasText: name })
  await field.fill('5432=postgres,6380=redis,10.0.0.1:40009>10.0.0.2:6379=line')
  await expect(says('no connection here has this port')).toHaveText(/^Redis/)
  await expect(says('no such connection here')).toHaveText(/^one line each/)
  await expect(says('PostgreSQL')).toHaveText(/^PostgreSQL\s*shown now\s*$/)
  expect(await violations(page)).toEqual([])
  await field.fill('05432=postgres,6379=redis')
  await expect(says('no connection here has this port')).toHaveCount(0)
  await field.press('Enter')
  await expect(field).toHaveValue('05432=postgres,6379=redis')
  await expect(new LabPage(page).counts).toContainText(['5 messages whole'])
})

for (const viewport of [
  { width: 390, height: 844 },
  { width: 720, height: 450 },
  { width: 1024, height: 700 },
]) {
  test(`at ${viewport.width} pixels the field's panel is on the page, and no track's ports are cut`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    const lab = new LabPage(page)
    await drop(page, 'mixed.pcap', await mixedCapture())
    await expect(lab.counts).toContainText(['1 segment'])
    await lab.setAxis('time')
    // The address is on one line, without an ellipsis.
    const names = page.getByRole('treeitem').locator('.name')
    await expect(names.getByText('6379', { exact: true }).first()).toBeVisible()
    expect(
      await names.evaluateAll((all) =>
        all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
      ),
    ).toEqual([])
    await fieldOf(page).focus()
    const panel = page.locator('.panel').filter({ has: page.getByRole('button', { name: 'Guess' }) })
    await expect(panel).toBeVisible()
    const box = await panel.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(viewport.width)
  })
}

test('a run of the lab takes the plan’s rest, because its port is none that the plan names', async ({
  page,
}) => {
  const lab = new LabPage(page)
  const field = fieldOf(page)
  await field.fill('5432=postgres,*=struct:!I')
  await field.press('Enter')
  await lab.run()
  await expect(lab.counts).toContainText(['2 messages whole'])
  await expect(field).toHaveValue('struct:!I')
  await field.focus()
  await expect(page.getByRole('button', { name: 'Guess', exact: true })).toBeVisible()
  await expect(reach(page)).toHaveCount(0)
})
