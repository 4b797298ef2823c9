// A disk that is really full, a tiny one in a namespace: the page says so, and shows what was written before.
import { spawnSync } from 'node:child_process'
import type { Browser, Page } from '@playwright/test'
import { Bridge, expect, hasVisited, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0
test.skip(!canMount, 'unshare -Urm cannot mount here: no disk to fill')

test('a run whose disk fills is stopped, the page says why, and what was written stays', async ({
  browser,
}) => {
  // What the same run makes if there is room.
  const roomy = await Bridge.start()
  const whole = await (async () => {
    try {
      const { lab } = await ranOn(browser, roomy)
      return sum(await lab.counts.allTextContents())
    } finally {
      await roomy.end()
    }
  })()
  const bridge = await Bridge.start({ room: 12 })
  try {
    const { page, lab } = await ranOn(browser, bridge)
    const status = page.getByRole('status', { name: 'Connection' })
    await expect(status).toContainText(
      /The disk of .* is full\. Free some space\. What was written so far is kept\./,
    )
    // There is room for the first send. Something of the second, its segments or its recvs is missing.
    await expect(lab.counts.first()).toHaveText(/^[12] sends?$/)
    const kept = await lab.counts.allTextContents()
    expect(sum(kept)).toBeLessThan(whole)
    await page.reload()
    await expect(lab.counts).toHaveText(kept)
  } finally {
    await bridge.end()
  }
})

/** "hello" and then 4,096 bytes, in a page of its own. */
const ranOn = async (browser: Browser, bridge: Bridge): Promise<{ page: Page; lab: LabPage }> => {
  const page = await browser.newPage()
  await hasVisited(page.context())
  await page.goto(bridge.address)
  const lab = new LabPage(page)
  await lab.setCondition('Second text', 'x'.repeat(4096))
  await lab.run()
  return { page, lab }
}

/** Sends, segments and recvs together, from counts in words. */
const sum = (counts: readonly string[]): number =>
  counts
    .map((text) => Number(/^([\d,]+) (?:send|segment|recv)s?$/.exec(text)?.[1]?.replaceAll(',', '') ?? 0))
    .reduce((all, one) => all + one, 0)
