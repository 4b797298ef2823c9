// The command palette, by keyboard alone: it opens anywhere and offers everything that the page can do.
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, isThere, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const options = (page: Page) => page.getByRole('listbox', { name: 'What can be done' }).getByRole('option')

test('a few letters find a framing, and Enter applies it', async ({ page }) => {
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

test('arrows go round, and Escape changes nothing', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'What to do' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('no such thing')
  await expect(page.getByText('Nothing here is called')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('an experiment brings its framing along, as it does from the list', async ({ page }) => {
  const spec = page.getByRole('combobox', { name: 'Framing spec' })
  await page.getByRole('radio', { name: 'on', exact: true }).check()
  await expect(spec).toHaveValue('struct:!I')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('header of four')
  await page.keyboard.press('Enter')
  await expect(spec).toHaveValue('struct:i')
})

test('an experiment that comes while the palette is open can be chosen, and the chosen entry stays chosen', async ({
  page,
}) => {
  let letGo = (): void => undefined
  const opened = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/experiments', async (route) => {
    await opened
    await route.continue()
  })
  await page.reload()
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'What to do' })
  await expect(field).toBeFocused()
  await page.keyboard.press('ArrowUp')
  const chosen = options(page).and(page.locator('[aria-selected=true]'))
  const name = await chosen.innerText()
  await expect(options(page).filter({ hasText: 'A late reader' })).toHaveCount(0)
  letGo()
  await expect(options(page).filter({ hasText: 'A late reader' })).toHaveCount(1)
  await expect(chosen).toHaveText(name, { useInnerText: true })
  await page.keyboard.type('late reader')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^A late reader/, pressed: true })).toBeVisible()
})

/** Holds a part's file back until the returned function is called. */
const heldBack = async (page: Page, file: string): Promise<() => void> => {
  let done = (): void => undefined
  const over = new Promise<void>((resolve) => (done = resolve))
  await page.route(`**/${file}-*.js`, async (route) => {
    await over
    await route.continue()
  })
  await page.reload()
  await isThere(page)
  return done
}

test('what is typed while the palette is still loaded goes into it, and triggers no key of the page', async ({
  page,
}) => {
  const done = await heldBack(page, 'Palette')
  await page.getByRole('radio', { name: 'on', exact: true }).check()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('header of fourt')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  done()
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue('struct:i')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
})

test('Escape cancels a palette that is still loading, with everything typed for it', async ({ page }) => {
  const field = page.getByRole('combobox', { name: 'What to do' })
  const done = await heldBack(page, 'Palette')
  await page.keyboard.press('Control+k')
  // Each of these is a key of the page: framing, glossary.
  await page.keyboard.type('mg')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zoom')
  done()
  await expect(field).toHaveValue('zoom')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
})

test('the search text can be typed right after the search key, before the search is loaded', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const done = await heldBack(page, 'SearchView')
  await expect(lab.counts).toContainText(['2 sends'])
  await page.keyboard.press('/')
  await page.keyboard.type('lowor')
  await page.keyboard.press('Enter')
  done()
  await expect(page.locator('#search-field')).toHaveValue('lowor')
  await expect(page.getByRole('region', { name: 'Hits' })).toContainText('recv #1')
})

test('the palette returns the focus, unless the chosen command takes it', async ({ page }) => {
  const lab = new LabPage(page)
  const field = page.getByRole('combobox', { name: 'What to do' })
  await lab.run()
  await lab.timeline.focus()
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.type('zoom in')
  await page.keyboard.press('Enter')
  await expect(lab.timeline).toBeFocused()
  // The search is closed the first time, and open the second time.
  for (let times = 0; times < 2; times += 1) {
    await lab.timeline.focus()
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await page.keyboard.type('search text')
    await page.keyboard.press('Enter')
    await expect(page.locator('#search-field')).toBeFocused()
  }
})

test('while a sheet is open no key of the page works, wherever in the sheet a person clicked', async ({
  page,
}) => {
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByRole('radio', { name: 'on', exact: true, includeHidden: true })).not.toBeChecked()
})
