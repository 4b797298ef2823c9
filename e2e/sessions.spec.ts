// Every run is kept: listed, replayed, renamed, deleted and brought back. A file dropped on the page opens.
import { mkdir, readFile, symlink } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const rows = (page: Page) => page.getByRole('list', { name: 'Recorded sessions' }).getByRole('listitem')

test(
  'a run is listed, replayed to its end, and then looks as it did live',
  { tag: '@own-bridge' },
  async ({ page }) => {
    const lab = new LabPage(page)
    await lab.setCondition('The reader waits', '250')
    await lab.run()
    const live = await lab.counts.allTextContents()
    await page.getByRole('button', { name: 'Sessions' }).click()
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText(
      /no framing · The reader waits 250 ms\s+2\ssends, 1\srecv.*: 1\smerge/,
    )
    await page.getByRole('button', { name: 'To the start' }).click()
    await expect(lab.counts).toContainText(['0 sends'])
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(lab.counts).toHaveText(live)
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  },
)

test('seeking shows what had happened by then', { tag: '@own-bridge' }, async ({ page }) => {
  const lab = new LabPage(page)
  // Long beside the time that programs take to begin on a busy machine.
  await lab.setCondition('The reader waits', '2000')
  await lab.run()
  const seek = page.getByRole('slider', { name: 'Seek' })
  await seek.fill('500')
  // Half of the run: both sends were made, and the reader still waits.
  await expect(lab.counts).toContainText(['2 sends', '0 recvs'])
  await seek.fill('1000')
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})

test(
  'a session is renamed, deleted, and brought back by undo',
  { tag: '@own-bridge' },
  async ({ page, bridge }) => {
    const lab = new LabPage(page)
    await lab.run()
    const path = `${bridge.sessions}/${lab.session ?? ''}.pcapng`
    await page.getByRole('button', { name: 'Sessions' }).click()
    await page.getByRole('button', { name: 'Rename hello + world' }).click()
    await page.getByRole('textbox', { name: /title|name/i }).fill('the one with the seam')
    await page.keyboard.press('Enter')
    await expect(rows(page)).toContainText('the one with the seam')
    await expect(lab.counts).toContainText(['2 sends', '1 recv'])
    const kept = await readFile(path)
    await page.getByRole('button', { name: 'Delete the one with the seam' }).click()
    await expect(rows(page)).toHaveCount(0)
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(rows(page)).toHaveCount(1)
    expect(await readFile(path)).toEqual(kept)
  },
)

test(
  'an entry that cannot be opened is listed with its reason, beside the sessions, and can be deleted',
  { tag: '@own-bridge' },
  async ({ page, bridge }) => {
    const lab = new LabPage(page)
    await lab.run()
    await mkdir(`${bridge.sessions}/a-folder.pcapng`)
    await symlink('/dev/zero', `${bridge.sessions}/endless.pcapng`)
    await page.reload()
    await page.getByRole('button', { name: 'Sessions' }).click()
    await expect(rows(page)).toHaveCount(3)
    const row = rows(page).filter({ hasText: 'endless' })
    await expect(row).toContainText('cannot be opened: it is a symbolic link')
    await expect(rows(page).filter({ hasText: 'a-folder' })).toContainText('cannot be opened: it is a folder')
    await expect(row.getByRole('button')).toHaveText(['Delete'])
    await expect(row.getByRole('link')).toHaveCount(0)
    await row.getByRole('button').click()
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(rows(page)).toHaveCount(3)
  },
)

test('a session is downloaded as the very file', { tag: '@own-bridge' }, async ({ page, bridge }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.getByRole('button', { name: 'Sessions' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download hello + world' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/\.pcapng$/)
  expect(await readFile(await download.path())).toEqual(
    await readFile(`${bridge.sessions}/${lab.session ?? ''}.pcapng`),
  )
})

test(
  'a capture that is dropped on the page opens, with the captured segments',
  { tag: '@own-bridge' },
  async ({ page }) => {
    await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
    const lab = new LabPage(page)
    // By hand, in make.py: the client's 5 + 5 bytes in two segments, the server's 10 in one.
    await expect(lab.counts).toHaveText(['2 segments'])
  },
)

test(
  'a file that is not a capture is refused with a sentence, and nothing is lost',
  { tag: '@own-bridge' },
  async ({ page, expectedErrors }) => {
    expectedErrors.push('Failed to load resource')
    const lab = new LabPage(page)
    await lab.run()
    const { session } = lab
    await drop(page, 'notes.txt', Buffer.from('this is no capture\n'))
    await expect(page.getByText(/notes\.txt|no capture|not a capture/i).first()).toBeVisible()
    expect(lab.session).toBe(session)
    await expect(lab.counts).toContainText(['2 sends'])
  },
)

test(
  'a recording that was cut off opens up to its last whole block, and says so',
  { tag: '@own-bridge' },
  async ({ page, bridge }) => {
    const lab = new LabPage(page)
    await lab.run()
    const whole = await readFile(`${bridge.sessions}/${lab.session ?? ''}.pcapng`)
    await drop(page, 'cut.pcapng', whole.subarray(0, whole.length - 9))
    await expect(page.getByText(/cut|unfinished|last whole block/i).first()).toBeVisible()
    await expect(lab.counts).toContainText(['2 sends', '1 recv'])
  },
)

test(
  'a session that is opened brings back its experiment and the conditions of its run',
  { tag: '@own-bridge' },
  async ({ page, bridge }) => {
    const lab = new LabPage(page)
    const limit = page.getByRole('form', { name: 'Conditions' }).getByLabel('recv limit')
    await lab.setCondition('recv limit', '3')
    await lab.run()
    const first = lab.session
    await lab.choose("Nagle's algorithm")
    await lab.run()
    await page.getByRole('button', { name: 'Sessions' }).click()
    const row = page.getByRole('button', { name: /^hello \+ world/ })
    await row.click()
    await expect.poll(() => lab.session).toBe(first)
    await page.getByRole('button', { name: 'Lab' }).click()
    await expect(limit).toHaveValue('3')
    await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeVisible()

    // A change for the session on screen stays, even when its row is clicked again.
    await limit.fill('4')
    await page.getByRole('button', { name: 'Sessions' }).click()
    await row.click()
    await page.getByRole('button', { name: 'Lab' }).click()
    await expect(limit).toHaveValue('4')
    await expect(page).toHaveURL(/experiment=hello-world&set\.limit=4/)
    await page.reload()
    await expect(limit).toHaveValue('4')

    // An address without conditions leaves them to the session.
    await page.goto(`${bridge.origin}/?session=${first ?? ''}`)
    await expect(limit).toHaveValue('3')
  },
)
