// Two panes one above the other: one session with framing off and on, or two sessions, viewed together.
import { stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

// Each test reads two sessions at once, and most run an experiment twice.
test.describe.configure({ timeout: 180_000 })

/** The headings above the panes, from top to bottom. */
const heads = (page: Page): Locator => page.getByRole('group', { name: /^Pane/ })
const timelines = (page: Page): Locator => page.getByRole('application', { name: /^Timeline/ })

/** The picture of a pane as it is drawn now. */
const picture = (page: Page, pane: number): Promise<string> =>
  page
    .locator('main canvas')
    .nth(pane)
    .evaluate(async (canvas) => {
      // What was just done is drawn in the next frame.
      for (let frame = 0; frame < 2; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve))
      return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''
    })

/** The picture of a pane, once it changes no more: the worker may still have to answer. */
const stillPicture = async (page: Page, pane: number): Promise<string> => {
  let last = ''
  await expect
    .poll(async () => {
      const before = last
      last = await picture(page, pane)
      return last === before
    })
    .toBe(true)
  return last
}

/** Runs with framing off, and compares: the second pane runs the same with framing on. */
const offAndOn = async (page: Page, lab: LabPage): Promise<void> => {
  await lab.run()
  const first = lab.session
  await lab.menu('Compare framing off and on')
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
  expect(lab.session).toBe(first)
}

test('hello and world with framing off above, with framing on beneath', async ({ page }) => {
  const lab = new LabPage(page)
  await offAndOn(page, lab)
  await expect(heads(page)).toHaveCount(2)
  await expect(heads(page).nth(0)).toContainText(/framing\s*off/)
  await expect(heads(page).nth(0)).toContainText('1 recv taken for one message')
  await expect(heads(page).nth(1)).toContainText(/framing\s*on\s*struct:!I/)
  await expect(timelines(page).nth(0)).toHaveAccessibleName(/hello \+ world, framing off: 2 sends/)
  await expect(timelines(page).nth(1)).toHaveAccessibleName(
    /hello \+ world, framing struct:!I: .* 2 messages/,
  )
  const query = new URL(page.url()).searchParams
  expect(query.get('with')).not.toBe(query.get('session'))
})

test('the framed run has the conditions that the plain one had, not those in the form', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('First text', 'good morning')
  await lab.run()
  await lab.setCondition('First text', 'good night')
  await lab.timeline.focus()
  await page.keyboard.press('b')
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
  await expect(timelines(page).nth(1)).toBeFocused()
  // Four bytes of length before each: 4 + 12 + 4 + 5.
  await expect(lab.inspector).toContainText('returned 25 bytes')
})

test('one session both ways, by keyboard alone; the rest of the page is about the pane with the focus', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await lab.timeline.focus()
  await page.keyboard.press('b')
  await expect(heads(page).nth(0)).toContainText('2 messages whole')
  await expect(heads(page).nth(1)).toContainText('1 recv taken for one message')
  await expect(timelines(page).nth(1)).toBeFocused()
  await page.keyboard.press('F6')
  await expect(timelines(page).nth(0)).toBeFocused()
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
  await page.keyboard.press('F6')
  await expect(timelines(page).nth(1)).toBeFocused()
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(heads(page)).toHaveCount(2)
  // Closing keeps what was there before, although the lower pane is active.
  await page.keyboard.press('b')
  await expect(heads(page)).toHaveCount(0)
  await expect(lab.counts).toContainText(['2 messages whole'])
})

test('what is selected in one pane is marked in the other if both show the same bytes', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.keyboard.press('b')
  await expect(heads(page)).toHaveCount(2)
  const marks = page.locator('.pane').first().locator('.echo')
  const lanes = (await lab.isCaptured()) ? 4 : 3
  // The second pane also begins with its first finding selected.
  await expect(marks).toHaveCount(lanes)
  await page.keyboard.press('Escape')
  await expect(marks).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(marks).toHaveCount(lanes)
})

test('the mark covers the bytes that the selected message has now, even after another framing', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.keyboard.press('b')
  const marks = page.locator('.pane').first().locator('.echo')
  const width = async (): Promise<number> => Math.round((await marks.last().boundingBox())?.width ?? 0)
  await expect(page).toHaveURL(/withSelect=recv:0/)
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/withSelect=message:0/)
  // Unframed, the message is the whole recv: all 18 bytes. Framed, the first message has nine of them.
  await expect.poll(width).toBeGreaterThan(400)
  const whole = await width()
  await page.keyboard.press('m')
  await expect.poll(width).toBeLessThan(whole * 0.6)
})

test('linked panes zoom, change their axis and replay together, and unlinked panes separately', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.keyboard.press('b')
  await expect(heads(page).nth(1)).toContainText('1 recv taken for one message')
  await page.getByRole('slider', { name: 'Seek' }).fill('0')
  await expect(heads(page).nth(0)).not.toContainText('whole')
  await expect(heads(page).nth(1)).not.toContainText('taken for one message')
  await page.getByRole('slider', { name: 'Seek' }).fill('1000')
  await expect(heads(page).nth(0)).toContainText('2 messages whole')
  await expect(heads(page).nth(1)).toContainText('1 recv taken for one message')

  await page.keyboard.press('Escape')
  const before = await stillPicture(page, 0)
  await page.getByRole('button', { name: 'Linked' }).focus()
  await page.keyboard.press('+')
  await expect.poll(() => picture(page, 0)).not.toBe(before)
  await page.keyboard.press('f')
  await expect.poll(() => picture(page, 0)).toBe(before)

  await page.getByRole('button', { name: 'Linked' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Linked' })).toHaveAttribute('aria-pressed', 'false')
  const lower = await stillPicture(page, 1)
  await lab.setAxis('time')
  await expect.poll(() => picture(page, 1)).not.toBe(lower)
  expect(await picture(page, 0)).toBe(before)
  await expect.poll(() => new URL(page.url()).searchParams.get('withAxis')).toBe('time')

  await page.getByRole('button', { name: 'Linked' }).click()
  await expect.poll(() => picture(page, 0)).not.toBe(before)
})

test('the address brings back what each pane shows: axis, part and measured range', async ({ page }) => {
  const lab = new LabPage(page)
  await offAndOn(page, lab)
  await page.getByRole('button', { name: 'Linked' }).click()
  await timelines(page).nth(1).focus()
  await lab.setAxis('time')
  await timelines(page).nth(1).focus()
  await expect(page).toHaveURL(/withSelect=recv:0/)
  await page.keyboard.press('[')
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/withAxis=time&withShown=-?\d+-\d+&withRange=\d+-\d+/)
  expect(page.url()).not.toMatch(/[?&](shown|range)=/)
  const address = page.url()
  await page.reload()
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
  expect(page.url()).toBe(address)
  await timelines(page).nth(1).focus()
  await page.keyboard.press('f')
  await expect(page).not.toHaveURL(/withShown=/)
})

test('the address brings both panes back, even after the bridge was away', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('WebSocket connection', 'Failed to load resource', 'ERR_CONNECTION_REFUSED')
  const lab = new LabPage(page)
  await offAndOn(page, lab)
  await page.keyboard.press('F6')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  const address = page.url()
  await page.reload()
  await expect(heads(page).nth(0)).toContainText('1 recv taken for one message')
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  expect(page.url()).toBe(address)

  await bridge.kill()
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('server does not answer')
  await bridge.start()
  await expect(page.getByRole('status', { name: 'Connection' })).toBeEmpty()
  await expect(heads(page).nth(0)).toContainText('1 recv taken for one message')
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
  await page.reload()
  await expect(heads(page).nth(1)).toContainText('2 messages whole')
})

test(
  'a session from the list opens below the open one, and deleting it leaves the other',
  { tag: '@own-bridge' },
  async ({ page }) => {
    const lab = new LabPage(page)
    await lab.run()
    await lab.choose('A large message')
    await lab.run()
    await page.getByRole('button', { name: 'Sessions' }).click()
    await page.getByRole('button', { name: 'Compare with hello + world' }).click()
    await expect(heads(page).nth(0)).toContainText('A large message')
    await expect(heads(page).nth(1)).toContainText('hello + world')
    await page.getByRole('button', { name: 'Delete hello + world' }).click()
    await expect(heads(page)).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A large message')
  },
)

test('a fault in the session of either pane is shown, with the name of the inactive one', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('WebSocket connection')
  const lab = new LabPage(page)
  await lab.run()
  const { session } = lab
  await lab.run()
  const status = page.getByRole('status', { name: 'Connection' })
  // The last block without its end, as after a crash.
  const file = join(bridge.sessions, `${session ?? ''}.pcapng`)
  await truncate(file, (await stat(file)).size - 5)
  await page.goto(`${page.url()}&with=${session ?? ''}`)
  await page.reload()
  await expect(heads(page)).toHaveCount(2)
  await expect(status).toHaveText(/^hello \+ world: .*inside the block/)
  await page.keyboard.press('F6')
  await expect(status).toHaveText(/^(?!hello).*inside the block/)
  await page.goto(page.url().replace(/&with=[^&]*/, '&with=nope'))
  await page.reload()
  await expect(status).toHaveText('There is no session “nope”.')
})

test('axe finds nothing on two panes, and nothing is cut off', async ({ page }) => {
  const lab = new LabPage(page)
  await offAndOn(page, lab)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport)
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1024, height: 700 })
  await lab.tableRows()
  expect(await violations(page)).toEqual([])
})
