// A disk that is really full, a tiny one in a namespace: the page says so, and shows what was written before.
import { spawnSync } from 'node:child_process'
import { Bridge, expect, hasVisited, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0
test.skip(!canMount, 'unshare -Urm cannot mount here: no disk to fill')

test('a run whose disk fills is stopped, the page says why, and what was written stays', async ({
  browser,
}) => {
  const bridge = await Bridge.start({ room: 12 })
  try {
    const page = await browser.newPage()
    await hasVisited(page.context())
    await page.goto(bridge.address)
    const lab = new LabPage(page)
    // The first send has room; what the second brings about, three segments and a recv, has not: whichever comes first.
    await lab.setCondition('Second text', 'x'.repeat(4096))
    await lab.run()
    const status = page.getByRole('status', { name: 'Connection' })
    await expect(status).toContainText(
      /The disk of .* is full: free some room; what was written so far is kept\./,
    )
    const kept = await lab.counts.allTextContents()
    expect(kept).toContainEqual(expect.stringMatching(/^[12] sends?$/))
    expect(kept.join()).toMatch(/\b0 recvs\b|\b[0-3] segments?\b/)
    await page.reload()
    await expect(lab.counts).toHaveText(kept)
  } finally {
    await bridge.end()
  }
})
