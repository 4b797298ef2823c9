// Replay shows bytes travel: slowly, step by step, in words too, and without motion where none is wanted.
import type { Page } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const transport = (page: Page) => page.getByRole('contentinfo', { name: 'Replay' })
const spoken = (page: Page) => page.getByRole('status').last()

/** Steps until the transport says this. */
const stepTo = async (page: Page, words: RegExp): Promise<void> => {
  await expect(async () => {
    if (words.test((await transport(page).textContent()) ?? '')) return
    await page.keyboard.press('.')
    await expect(transport(page)).toContainText(words, { timeout: 900 })
  }).toPass()
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
  // It is said while it lasts, which may be between two looks of a test: all that is said is kept.
  const all = await transport(page).evaluateHandle((element) => {
    const said: string[] = []
    const options = { subtree: true, childList: true, characterData: true }
    new MutationObserver(() => said.push(element.textContent)).observe(element, options)
    return said
  })
  const said = () => all.evaluate((each) => each.join('\n'))
  await page.keyboard.press('Space')
  await expect.poll(said).toMatch(/skipping \d{3} ms in which nothing moves/)
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
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  // Two segments, the second send, the recv called and returned, and the end.
  expect((await places.jsonValue()).length).toBeLessThanOrEqual(6)
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})
