// The command palette: by keyboard alone, from anywhere, to whatever the page can do.
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'

const options = (page: Page) => page.getByRole('listbox', { name: 'What can be done' }).getByRole('option')

test('a few letters find a framing, and Enter puts it in force', async ({ page }) => {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'What to do' })
  await expect(field).toBeFocused()
  await page.keyboard.type('frame dns')
  await expect(options(page).and(page.locator('[aria-selected=true]'))).toContainText(
    'Frame as DNS over TCP (dns)',
  )
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue('dns')
})

test('arrows go round, Escape leaves everything as it was', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.press('ArrowUp')
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('no such thing')
  await expect(page.getByText('Nothing here is called')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
