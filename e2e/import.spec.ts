// A file of one's own: read here at once, stored beside, called off halfway, and what was left out of it said.
import { readFile } from 'node:fs/promises'
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
  const here = await lab.counts.allTextContents()
  await page.reload()
  await expect(lab.counts).toHaveText(here)
})

test('called off while it is stored: the session before is shown again, and nothing is listed', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  const lab = new LabPage(page)
  await lab.run()
  const { session } = lab
  // The bridge never answers: the upload hangs until it is called off.
  await page.route('**/api/sessions?title=*', () => undefined)
  const many = captureFile({ name: 'many', packets: 40_000, connections: 10_000, payload: 36 })
  await drop(page, 'many.pcap', await readFile(many))
  await expect(page.getByRole('button', { name: 'Connections 10,000' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(lab.counts).toContainText(['2 sends', 'segment', '1 recv'])
  expect(lab.session).toBe(session)
  await expect(page.getByRole('list', { name: 'Recorded sessions' }).getByRole('listitem')).toHaveCount(1)
})

test('a damaged file is opened as far as it goes, and where it is damaged and what is left is said', async ({
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
  await page.getByRole('button', { name: 'About this session' }).click()
  await expect(about).toContainText('What it holds')
})

test('bytes that no packet brought are said to be missing', async ({ page }) => {
  await drop(page, 'gap.pcap', await readFile(fixture('gap.pcap')))
  await page.getByRole('button', { name: 'About it' }).click()
  await expect(page.getByRole('region', { name: 'About this session' })).toContainText(/bytes? in 1 hole/)
})
