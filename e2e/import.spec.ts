// A person's own file: the page reads it at once and stores it meanwhile. Storing can be cancelled. What was left out is reported.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { captureFile } from '../packages/session/bench/captures.ts'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

test('a dropped capture is drawn, stored under an address, and the same when that is opened again', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect.poll(() => lab.session).not.toBeNull()
  await expect(lab.counts).toContainText(['2 segments'])
  const here = await lab.counts.allTextContents()
  await page.reload()
  await expect(lab.counts).toHaveText(here)
})

test('if storing is cancelled, the session before is shown again, and nothing is listed', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  const lab = new LabPage(page)
  await lab.run()
  const { session } = lab
  // The bridge never answers, so the upload hangs until it is cancelled.
  await page.route('**/api/sessions?title=*', () => undefined)
  const many = captureFile({ name: 'many', packets: 40_000, connections: 10_000, payload: 36 })
  await drop(page, 'many.pcap', await readFile(many))
  await expect(page.getByRole('button', { name: 'Connections 10,000' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(lab.counts).toContainText(['2 sends', 'segment', '1 recv'])
  expect(lab.session).toBe(session)
  await expect(page.getByRole('list', { name: 'Recorded sessions' }).getByRole('listitem')).toHaveCount(1)
})

/** Holds back the page's upload until it is released. */
const holdUploads = async (page: Page): Promise<() => void> => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/sessions?title=*', async (route) => {
    await released
    await route.continue()
  })
  return release
}

test('a session that is opened while a file is stored stays on screen; the file can be opened from its message', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const { session } = lab
  const release = await holdUploads(page)
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('plain.pcap')
  await page.getByRole('button', { name: /^hello \+ world/ }).click()
  await expect.poll(() => lab.session).toBe(session)
  release()
  const message = page.getByRole('list', { name: 'Messages' }).getByText('Stored plain.pcap.')
  await expect(message).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('hello + world')
  expect(lab.session).toBe(session)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('plain')
})

test('if storing is cancelled while something else is on screen, that stays', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  const lab = new LabPage(page)
  await lab.run()
  const first = lab.session
  await lab.run()
  await holdUploads(page)
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('plain.pcap')
  await page
    .getByRole('button', { name: /^hello \+ world/ })
    .last()
    .click()
  await expect.poll(() => lab.session).toBe(first)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('plain.pcap was not opened.')).toBeVisible()
  expect(lab.session).toBe(first)
})

test('a session that is opened while the file’s first bytes are still read stays on screen', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const first = lab.session
  await lab.run()
  await page.getByRole('button', { name: 'Sessions' }).click()
  const read = await page.evaluateHandle(() => {
    const arrayBuffer: unknown = Reflect.get(Blob.prototype, 'arrayBuffer')
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      await released
      return Reflect.apply(arrayBuffer as () => Promise<ArrayBuffer>, this, [])
    }
    return { release }
  })
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await page
    .getByRole('button', { name: /^hello \+ world/ })
    .last()
    .click()
  await expect.poll(() => lab.session).toBe(first)
  await read.evaluate(({ release }) => release())
  await expect(page.getByRole('list', { name: 'Messages' }).getByText('Stored plain.pcap.')).toBeVisible()
  expect(lab.session).toBe(first)
})

test('a second file is refused while one is stored, and the first goes on', async ({ page }) => {
  const lab = new LabPage(page)
  const release = await holdUploads(page)
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  const bar = page.getByRole('status', { name: 'Opening a file' })
  await expect(bar).toContainText('plain.pcap')
  await drop(page, 'gap.pcap', await readFile(fixture('gap.pcap')))
  await expect(
    page.getByText('gap.pcap was not opened: wait until plain.pcap is stored, or cancel that first.'),
  ).toBeVisible()
  await expect(bar).toContainText('plain.pcap')
  release()
  await expect.poll(() => lab.session).toMatch(/plain/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('plain')
})

test('compared while it is stored, both panes have its address afterwards', async ({ page }) => {
  const release = await holdUploads(page)
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('plain.pcap')
  await new LabPage(page).menu('Compare framing off and on')
  await expect(page.getByRole('group', { name: /^Pane of / })).toHaveCount(2)
  release()
  await expect(page).toHaveURL(/session=[^&]*plain.*with=[^&]*plain/)
})

test('compared while it is still read, the second pane reads the whole file too', async ({ page }) => {
  const many = captureFile({ name: 'many', packets: 40_000, connections: 10_000, payload: 36 })
  const bytes = await readFile(many)
  await drop(page, 'many.pcap', bytes)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('many.pcap')
  await page.keyboard.press('b')
  await expect(page).toHaveURL(/session=[^&]*many.*with=[^&]*many/)
  await page.keyboard.press('i')
  const about = page.getByRole('region', { name: 'About this session' })
  await expect(about).toContainText('40,000 packets and calls in 4,240,024 bytes')
  await expect(page.getByRole('status', { name: 'Connection' })).toBeEmpty()
})

test('a damaged file is opened as far as possible, and the place of the damage and the rest are reported', async ({
  page,
}) => {
  const whole = await readFile(fixture('plain.pcap'))
  await drop(page, 'cut.pcap', whole.subarray(0, whole.length - 9))
  const about = page.getByRole('region', { name: 'About this session' })
  await expect(about).toContainText('Left out')
  await expect(about).toContainText(/The last \d+ bytes of the file/)
  await expect(about).toContainText('ends inside')
  await page.keyboard.press('i')
  await expect(about).toBeHidden()
  await new LabPage(page).menu('About this session')
  await expect(about).toContainText('What it holds')
})

test('bytes that no packet contained are reported as missing', async ({ page }) => {
  await drop(page, 'gap.pcap', await readFile(fixture('gap.pcap')))
  await page.getByRole('button', { name: 'About it' }).click()
  await expect(page.getByRole('region', { name: 'About this session' })).toContainText(/bytes? in 1 hole/)
})

test('an unreadable file and a file that is not a capture are refused by name', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  await drop(page, 'junk.txt', Buffer.from('this is no capture'))
  await expect(
    page.getByText(/^junk\.txt was not opened\..* The file begins with “this” \(0x74686973\)/),
  ).toBeVisible()

  // Later there is an entry of that name that gives no bytes, like a folder.
  const folder = await mkdtemp(join(tmpdir(), 'unstick-gone-'))
  const path = join(folder, 'gone.pcapng')
  await writeFile(path, 'here for now')
  await page.evaluate(() => {
    const input = document.body.appendChild(document.createElement('input'))
    input.type = 'file'
    input.id = 'dropped'
  })
  const input = page.locator('#dropped')
  await input.setInputFiles(path)
  await input.evaluate((it) => it instanceof HTMLInputElement && it.files?.[0]?.size)
  await rm(folder, { recursive: true })
  await input.evaluate((it) => {
    const dataTransfer = new DataTransfer()
    const file = it instanceof HTMLInputElement ? it.files?.[0] : undefined
    if (file) dataTransfer.items.add(file)
    window.dispatchEvent(new DragEvent('drop', { dataTransfer }))
  })
  await expect(page.getByText('gone.pcapng could not be read:')).toBeVisible()
})
