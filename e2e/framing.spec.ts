// The framing field by keyboard: it completes kinds, protocols, keys and values, explains them, and marks what is wrong.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Framing spec' })
const options = (page: Page) =>
  page.getByRole('listbox', { name: 'What you can type here' }).getByRole('option')

test('a spec is written from its first letters to its keys by keyboard alone', async ({ page }) => {
  const field = fieldOf(page)
  await field.focus()
  await page.keyboard.type('len')
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('length:')
  await page.keyboard.type('u16')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(field).toHaveValue('length:u16le')
  await expect(field).toBeFocused()
  await page.keyboard.type(',a')
  await expect(options(page)).toContainText(["the length field's offset in the frame, in bytes"])
  await page.keyboard.press('Tab')
  await page.keyboard.type('2')
  await expect(field).toHaveValue('length:u16le,at=2')
  await expect(page.getByRole('list', { name: 'A frame' }).getByRole('listitem')).toContainText([
    '2 B',
    '2 B',
    '…',
  ])
  await page.keyboard.press('Escape')
  await expect(options(page)).toHaveCount(0)
  await expect(field).toHaveAttribute('aria-expanded', 'false')
})

test('a protocol is found by its name and shown with its specification', async ({ page }) => {
  const field = fieldOf(page)
  await field.fill('postgresq')
  await expect(options(page)).toContainText(['PostgreSQL 17 manual'])
  await page.keyboard.press('ArrowDown')
  await expect(field).toHaveAttribute(
    'aria-activedescendant',
    (await options(page).first().getAttribute('id')) ?? '',
  )
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('postgres')
})

test('exactly the wrong word is marked, and the allowed words are listed', async ({ page }) => {
  const field = fieldOf(page)
  await field.fill('length:u31be,at=1')
  await expect(page.locator('.under mark')).toHaveText('u31be')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('alert').filter({ hasText: 'u31be' })).toContainText('it must be one of u8')
})

test('a framing that is typed before the lab has loaded is kept when it loads, and so is the focus', async ({
  page,
}) => {
  let letGo = (): void => undefined
  const typed = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/experiments', async (route) => {
    await typed
    await route.continue()
  })
  await page.reload()
  const field = fieldOf(page)
  await field.fill('fixed:5')
  await expect(page.getByRole('button', { name: 'A late reader' })).toHaveCount(0)
  letGo()
  await expect(page.getByRole('button', { name: 'A late reader' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await expect(field).toHaveValue('fixed:5')
  // The button that appears now would like the focus.
  await expect(field).toBeFocused()
})

test('the last used framing comes first, after a reload too', async ({ page }) => {
  const field = fieldOf(page)
  await field.fill('fixed:5')
  await field.press('Enter')
  await page.reload()
  await page.getByRole('button', { name: 'More', exact: true }).focus()
  await field.focus()
  await expect(options(page).first()).toContainText('fixed:5')
  await expect(page.getByRole('group', { name: 'Last used' }).getByRole('option')).toHaveCount(1)
})

test('a spec that is completed by mouse reframes the bytes on screen after Enter', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await fieldOf(page).fill('fix')
  await options(page).filter({ hasText: 'every frame has the same size' }).click()
  await page.keyboard.type('5')
  await expect(page.getByText('Framing is still off. Enter applies this.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(lab.counts).toContainText(['2 messages whole'])
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
})

test('typing and leaving change nothing; Enter applies the spec, and the next keys are the page’s', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  const field = fieldOf(page)
  await field.fill('fixed:x')
  await expect(page.getByText('Still shown: struct:!I.')).toBeVisible()
  await expect(lab.counts).toContainText(['2 messages whole'])
  // 10 bytes of text and two headers of 4 are 18: six messages of 3. While typed, it is not applied.
  await field.fill('fixed:3')
  await expect(page.getByText('Still shown: struct:!I. Enter applies this.')).toBeVisible()
  await expect(lab.counts).toContainText(['2 messages whole'])
  await lab.timeline.focus()
  await expect(field).toHaveAttribute('title', 'Not applied: Enter applies it')
  await expect(lab.counts).toContainText(['2 messages whole'])
  // What was typed is still there.
  await expect(field).toHaveValue('fixed:3')
  await field.press('Enter')
  await expect(lab.counts).toContainText(['6 messages whole'])
  await expect(lab.timeline).toBeFocused()
  await page.keyboard.press('m')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await expect(field).toHaveValue('fixed:3')
})

test('the framing none is off, and switching on selects the default', async ({ page }) => {
  const lab = new LabPage(page)
  const field = fieldOf(page)
  await lab.setFraming('on')
  await field.fill('none')
  await field.press('Enter')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await lab.setFraming('on')
  await expect(field).toHaveValue('struct:!I')
})

test('axe finds nothing on the open field', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  for (const text of ['', 'le', 'length:u32be', 'length:u31be']) {
    await fieldOf(page).fill(text)
    expect(await violations(page)).toEqual([])
  }
})

test('the field offers what the bytes look like, and applies it only when it is taken', async ({ page }) => {
  // Twelve messages with a length of four bytes in front, as the session's own programs framed them.
  const lab = new LabPage(page)
  await drop(page, 'twelve.pcap', await readFile(fixture('../recorded/loopback.pcapng')))
  await expect.poll(() => lab.session).not.toBeNull()
  const field = fieldOf(page)
  await field.focus()
  const guess = options(page).filter({
    hasText: 'Looks like a 4-byte length in front: 12 of 12 messages fit',
  })
  await expect(guess).toBeVisible()
  // The session's header names the same framing in other words, and that stays in force.
  await expect(field).not.toHaveValue('length:u32be')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await expect(guess).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('length:u32be')
})
