// The programs for the framing in the field: shown, saved as a file, and a reason if there is none.
import { readFile } from 'node:fs/promises'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('the framing in the field comes as a program in six languages, which can be saved as a file', async ({
  page,
}) => {
  await page.getByRole('combobox', { name: 'Framing spec' }).fill('length:u16be')
  await page.keyboard.press('Escape')
  await new LabPage(page).menu('Read it right')
  const dialog = page.getByRole('dialog', { name: 'Read it right' })
  await expect(dialog).toContainText("int.from_bytes(header[0:2], 'big')")
  await dialog.getByRole('radio', { name: 'Go' }).check({ force: true })
  await expect(dialog).toContainText('binary.BigEndian.Uint16(header)')
  const download = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Save frames.go' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('package main')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a framing without a program says why', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Framing spec' }).fill('redis')
  await page.keyboard.press('Escape')
  await new LabPage(page).menu('Read it right')
  await expect(page.getByRole('dialog')).toContainText('use a library of the protocol')
})
