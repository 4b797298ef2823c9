// The course: steps with questions, answers that come from runs, a link to a step, and what the browser keeps.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('a step has no answer before its run, and afterwards the run’s own; the course keeps it', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await page.getByRole('complementary', { name: 'Lab' }).getByRole('button', { name: 'Course' }).click()
  const course = page.getByRole('main', { name: 'Course' })
  await expect(course.getByRole('status')).toHaveText('Nothing was run yet.')
  const step = course.getByRole('listitem').filter({ hasText: 'hello + world' }).first()
  await expect(step).toContainText('Not run yet, so there is no answer.')
  expect(await violations(page)).toEqual([])

  await step.getByRole('link', { name: 'hello + world' }).click()
  const strip = page.getByRole('region', { name: 'Course' })
  await expect(strip).toContainText(/^Step 3 of 2\d/)
  await expect(strip).not.toContainText('came out of')
  const compare = lab.inspector.getByRole('button', { name: 'Run and compare' })
  await expect(compare).toBeVisible()
  for (const key of ['2', '3', '3']) await page.keyboard.press(key)
  await compare.click()
  await expect(strip).toContainText('2 sends came out of one recv.')
  expect(await violations(page)).toEqual([])
  await strip.getByRole('button', { name: 'Try: Switch framing on' }).click()
  await expect(strip).toContainText('2 messages came out whole')
  await expect(strip.getByRole('button', { name: /^Try: / })).not.toHaveText('Try: Switch framing on')

  await strip.getByRole('button', { name: 'All steps' }).click()
  await expect(course.getByRole('status')).toHaveText(/^1 of 2\d steps have an answer\.$/)
  await expect(step).toContainText('As offered')
  await expect(step).toContainText('And data2? You said it keeps waiting; it was b')
  await expect(step).toContainText('framing struct:!I')
  await page.reload()
  await expect(step).toContainText('2 sends came out of one recv.')
  expect(await violations(page)).toEqual([])

  await course.getByRole('button', { name: 'Forget my progress' }).click()
  await expect(step).toContainText('Not run yet, so there is no answer.')
  await page.getByRole('list', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect(step).toContainText('2 sends came out of one recv.')
  await page.reload()
  await expect(step).toContainText('2 sends came out of one recv.')
})

test('a link opens a step before its run, and the steps follow each other', async ({ page, bridge }) => {
  await page.goto(`${bridge.origin}/?view=lab&experiment=late-reader&course=on`)
  const strip = page.getByRole('region', { name: 'Course' })
  const stage = page.getByRole('main')
  await expect(strip).toContainText(/^Step 7 of/)
  await expect(stage.getByRole('heading', { level: 1 })).toContainText('How many recv() calls')
  await strip.getByRole('button', { name: 'Next step' }).click()
  await expect(strip).toContainText(/^Step 8 of/)
  await expect(page).toHaveURL(/experiment=large-message&course=on/)
  await strip.getByRole('button', { name: 'Leave' }).click()
  await expect(strip).toBeHidden()
  await expect(page).not.toHaveURL(/course=on/)
})

test('the menu and the palette open the course, and it is in the address', async ({ page, bridge }) => {
  await new LabPage(page).menu('Course')
  const course = page.getByRole('main', { name: 'Course' })
  await expect(course).toBeVisible()
  await expect(page).toHaveURL(/view=course/)
  await page.goto(`${bridge.origin}/?view=course`)
  await expect(course.getByRole('heading', { level: 1, name: 'Course' })).toBeVisible()
  // Every experiment but the playground is a step.
  const answer = await page.request.get(`${bridge.origin}/api/experiments`, { headers: bridge.headers })
  const titles = ((await answer.json()) as { title: string; name: string }[])
    .filter(({ name }) => name !== 'playground')
    .map(({ title }) => title)
  await expect
    .poll(async () => (await course.getByRole('link').allTextContents()).toSorted())
    .toEqual(titles.toSorted())
  await page.getByRole('button', { name: 'Lab', exact: true }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What to do' }).fill('course')
  await page.keyboard.press('Enter')
  await expect(course).toBeVisible()
})

test('on paper there are the questions and answers alone, in black, on as many pages as it takes', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('hello + world')
  await lab.run()
  await lab.menu('Course')
  const course = page.getByRole('main', { name: 'Course' })
  await expect(course).toContainText('2 sends came out of one recv.')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(course.getByRole('button')).toHaveCount(0)
  await expect(course.getByRole('heading', { name: 'A receive buffer that overflows' })).toHaveCSS(
    'color',
    'rgb(0, 0, 0)',
  )
  // Nothing is cut off: the page is as high as the course.
  const { high, whole } = await course.evaluate((element) => ({
    high: document.documentElement.scrollHeight,
    whole: element.getBoundingClientRect().bottom + scrollY,
  }))
  expect(high).toBeGreaterThan(1_200)
  expect(whole).toBeLessThanOrEqual(high + 1)
})

test('the course fits a phone', async ({ page, bridge }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${bridge.origin}/?view=course`)
  await expect(page.getByRole('button', { name: /^Begin with step 1/ })).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.getByRole('button', { name: /^Begin with step 1/ }).click()
  await expect(page.getByRole('region', { name: 'Course' })).toBeInViewport()
  await expect(page.getByRole('button', { name: /^Just run/ })).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
