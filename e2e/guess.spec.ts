// The guess that comes by itself, and the button: what the bytes look like is said, and applied only when a person takes it.
import { createHash } from 'node:crypto'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { drop } from './drop.ts'
import { LabPage } from './lab-page.ts'
import { captureOf, mixedCapture } from './mixed-capture.ts'
import type { Page } from '@playwright/test'

const line = (page: Page) => page.getByRole('status', { name: 'Guessed framing' })
const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Framing spec' })
/** tshark's counts of the recorded bytes, and the N with which PostgreSQL refuses SSL. */
const SAYS =
  'Port 5432 looks like PostgreSQL: 47 of 47 messages fit in both directions; port 6379 like Redis: 12 of 12 messages fit in both directions.'

test('a capture without a framing says what its ports look like, and frames each when that is taken', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await drop(page, 'mixed.pcap', await mixedCapture())
  await expect(line(page)).toContainText(SAYS)
  // Nothing is framed by what was only guessed.
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  expect(await violations(page)).toEqual([])
  await line(page).getByRole('button', { name: 'Use it' }).press('Enter')
  await expect(fieldOf(page)).toHaveValue('5432=postgres,6379=redis')
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
  await expect(lab.counts).toContainText(['5 messages whole'])
  await expect(line(page)).toHaveCount(0)
  await expect(lab.timeline).toBeFocused()
  // Off again by hand is no reason to say it again.
  await page.keyboard.press('m')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await expect(line(page)).toHaveCount(0)
})

test('a dismissed guess stays away, also after a reload', async ({ page }) => {
  await drop(page, 'mixed.pcap', await mixedCapture())
  await line(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(line(page)).toHaveCount(0)
  await page.reload()
  await expect(new LabPage(page).counts).toContainText(['1 segment'])
  // The field's list asks the same worker, so its answer is there by then.
  await fieldOf(page).focus()
  await expect(page.getByRole('option').filter({ hasText: 'Port 5432 looks like PostgreSQL' })).toBeVisible()
  await expect(line(page)).toBeEmpty()
})

test('an experiment without framing proposes none', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText(
    '2 sends came out of one recv.',
  )
  await expect(line(page)).toHaveCount(0)
})

test('in the playground, what was sent is recognised', async ({ page, bridge }) => {
  // By hand, from the Redis protocol: an array of bulk strings for each command.
  const hex = (...words: readonly string[]) =>
    Buffer.from(
      `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`,
    ).toString('hex')
  const sends = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((word) => ({
    do: 'send hex',
    hex: hex('SET', word, `${word} and more`),
  }))
  const client = [{ do: 'connect' }, ...sends, { do: 'close' }]
  const server = [{ do: 'recv until end', limit: 1_024 }, { do: 'close' }]
  const query = new URLSearchParams({
    experiment: 'playground',
    'set.client': JSON.stringify(client),
    'set.server': JSON.stringify(server),
  })
  await page.goto(`${bridge.origin}/?${query.toString()}`)
  const lab = new LabPage(page)
  await lab.setFraming('off')
  await lab.run()
  await expect(line(page)).toContainText('Looks like Redis: 8 of 8 messages fit in what the client sent.')
})

test('the button is reached by keyboard, and uses what it found', async ({ page }) => {
  await drop(page, 'mixed.pcap', await mixedCapture())
  await expect(line(page)).toContainText('looks like')
  const field = fieldOf(page)
  await field.focus()
  const button = page.getByRole('button', { name: 'Guess', exact: true })
  // The panel is a late part of the page.
  await expect(button).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('radio', { name: 'all connections' })).toBeFocused()
  // Radio buttons are moved between with the arrows: only this connection.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(
    page.getByText('Looks like PostgreSQL: 47 of 47 messages fit in both directions.'),
  ).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('5432=postgres')
  await expect(new LabPage(page).timeline).toBeFocused()
  await expect(page.getByRole('listbox')).toHaveCount(0)
})

test('if nothing fits, the button says so, and Escape leaves it', async ({ page }) => {
  // Bytes without an order, but the same in every run: a guess of them would be false.
  const client = Buffer.concat(
    Array.from({ length: 32 }, (_, index) => createHash('sha256').update(`${index}`).digest()),
  )
  await drop(page, 'random.pcap', captureOf([{ port: 80, client, server: Buffer.alloc(0) }]))
  const lab = new LabPage(page)
  await expect.poll(() => lab.session).not.toBeNull()
  await expect(lab.counts).toContainText(['1 segment'])
  const field = fieldOf(page)
  await field.focus()
  await page.getByRole('button', { name: 'Guess', exact: true }).click()
  await expect(page.getByText(/^Nothing fits/)).toBeVisible()
  await expect(line(page)).toBeEmpty()
  // There is one connection, so there is nothing to choose between.
  await expect(page.getByRole('group', { name: 'Which connections the framing is for' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Guess', exact: true }).focus()
  await page.keyboard.press('Escape')
  await expect(field).toBeFocused()
  await expect(page.getByText(/^Nothing fits/)).toHaveCount(0)
})
