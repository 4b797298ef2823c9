// Replay shows bytes travel: slowly, step by step, in words too, and without motion if a person wants none.
import type { Page } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const transport = (page: Page) => page.getByRole('contentinfo', { name: 'Replay' })
const spoken = (page: Page) => page.getByRole('status').last()

/** Presses keys without any time between them. */
const pressAtOnce = (page: Page, keys: readonly string[]) =>
  page.evaluate((pressed) => {
    for (const key of pressed)
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, keys)

/** Goes one step, and returns what is said about it. */
const step = async (page: Page): Promise<string> => {
  const before = (await spoken(page).textContent()) ?? ''
  await page.keyboard.press('.')
  await expect(spoken(page)).not.toHaveText(before)
  return (await spoken(page).textContent()) ?? ''
}

/** What happened, without what is waiting then. */
const firstWords = (said: string): string => said.split(/[;.]/)[0] ?? ''

/** Steps until that is said, and waits for the transport to show it too. */
const stepTo = async (page: Page, words: RegExp): Promise<void> => {
  while (!words.test(await step(page)));
  await expect(transport(page)).toContainText(words)
}

test('hello + world played slowly: 18 bytes wait, and one recv takes them', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.getByRole('button', { name: 'To the start' }).click()
  await expect(transport(page)).toContainText('Nothing was sent yet')
  await lab.timeline.focus()
  await page.keyboard.press('Space')
  await expect(transport(page)).toContainText(/18 bytes (in the receive buffer|sent, not yet read) for \d/)
  await expect(transport(page)).toContainText('of real time')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(spoken(page)).toContainText(/18 bytes (in the receive buffer|sent, not yet read) for \d/)
  await stepTo(page, /recv\(1024\) took 18 bytes: messages 1 and 2/)
  await expect(transport(page)).toContainText('nothing waits to be read')
  await expect(spoken(page)).toContainText('recv(1024) took 18 bytes: messages 1 and 2')
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})

test('steps lead from call to call, forth and back', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.getByRole('button', { name: 'To the start' }).click()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(transport(page)).toContainText('send #1: 5 bytes')
  await stepTo(page, /send #2: 5 bytes/)
  await expect(lab.counts).toContainText(['2 sends', '0 recvs'])
  await stepTo(page, /recv\(1024\) called: bytes wait for it/)
  await page.keyboard.press('.')
  await expect(transport(page)).toContainText('recv(1024) took 10 bytes: sends 1 and 2')
  await page.getByRole('button', { name: 'Step back' }).click()
  await expect(transport(page)).toContainText('recv(1024) called')
  await expect(lab.counts).toContainText(['2 sends', '0 recvs'])
})

test('each press is a step, however quickly they come, and a seek cancels all presses before it', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const start = page.getByRole('button', { name: 'To the start' })
  await start.click()
  const first = await step(page)
  const second = await step(page)
  expect(second).not.toBe(first)
  await start.click()
  await pressAtOnce(page, ['.', '.'])
  await expect(spoken(page)).toHaveText(second)
  await expect(transport(page)).toContainText(firstWords(second))
  await page.evaluate(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }))
    document.querySelector<HTMLElement>('[aria-label="To the start"]')?.click()
  })
  await page.keyboard.press('.')
  await expect(spoken(page)).toHaveText(first)
  await expect(transport(page)).toContainText(firstWords(first))
})

test('the inspector marks its interval as long as the replay has not reached it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await expect(lab.inspector.getByRole('heading', { name: /^recv #1/ })).toBeVisible()
  await expect(lab.inspector).not.toContainText('later, at')
  await lab.inspector.locator('summary', { hasText: 'Numbers' }).click()
  await page.getByRole('button', { name: 'To the start' }).click()
  const later = lab.inspector.getByText(/later, at/)
  await expect(lab.inspector).toContainText(/recv\(1024\) returned 10 bytes \(later, at \+[\d.,]+ ms\)/)
  const [, at] = /at \+([\d.]+)/.exec(await later.innerText()) ?? []
  const [, returned] = /returned\s+\+([\d.]+) ms/.exec(await lab.inspector.innerText()) ?? []
  // The first is rounded to a tenth of a millisecond, the other to a thousandth.
  expect(Math.abs(Number(at) - Number(returned))).toBeLessThanOrEqual(0.0506)
  await stepTo(page, /recv\(1024\) took 10 bytes/)
  await expect(lab.inspector).not.toContainText('later, at')
})

test('at 1/1000 the quiet wait is skipped, and the page says so', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.getByLabel('Pace').selectOption('1/1000')
  await lab.timeline.focus()
  await page.keyboard.press(',')
  await expect(transport(page)).toContainText('recv(1024) took')
  await page.keyboard.press(',')
  await expect(transport(page)).toContainText('recv(1024) called')
  await page.keyboard.press(',')
  await expect(transport(page)).not.toContainText('recv(1024)')
  // It is only shown while it lasts, perhaps between two checks of the test, so everything shown is recorded.
  const all = await transport(page).evaluateHandle((element) => {
    const said: string[] = []
    const options = { subtree: true, childList: true, characterData: true }
    new MutationObserver(() => said.push(element.textContent)).observe(element, options)
    return said
  })
  const said = () => all.evaluate((each) => each.join('\n'))
  await page.keyboard.press('Space')
  await expect.poll(said).toMatch(/skipping \d+ ms in which nothing moves/)
  await expect.poll(said).toContain('1/1,000 of real time')
})

test('with reduced motion a replay goes from moment to moment, with nothing in between', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.getByRole('button', { name: 'To the start' }).click()
  await lab.timeline.focus()
  await page.keyboard.press('.')
  await expect(transport(page)).toContainText('send #1: 9 bytes')
  const places = await page.getByRole('slider', { name: 'Seek' }).evaluateHandle((seek) => {
    const seen: (string | null)[] = []
    new MutationObserver(() => seen.push(seek.getAttribute('aria-valuetext'))).observe(seek, {
      attributeFilter: ['aria-valuetext'],
    })
    return seen
  })
  await page.keyboard.press('Space')
  await expect.poll(async () => (await places.jsonValue()).length).toBeGreaterThan(0)
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  // Two segments, the second send, the recv called and returned, and the end.
  expect((await places.jsonValue()).length).toBeLessThanOrEqual(6)
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})

test('the transport is one row at 1280 pixels, with the longest counts', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  await lab.run()
  await expect(lab.counts).toContainText(['not read'])
  await expect.poll(async () => (await transport(page).boundingBox())?.height).toBeLessThan(62)
})
