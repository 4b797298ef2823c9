// Any number of pages follow one live session, each at its own pace: a stalled page delays nobody.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { captureFile } from '../packages/session/bench/captures.ts'
import { Bridge, expect, test } from './bridge.ts'

/** Blocks the page's worker inside a synchronous request that nobody answers. The returned function lets it continue. */
const stall = async (page: Page): Promise<() => Promise<void>> => {
  const [worker] = page.workers()
  if (!worker) throw new Error('the page has no worker')
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let hold = (): void => undefined
  const isHeld = new Promise<void>((resolve) => (hold = resolve))
  await page.route('**/held', async (route) => {
    hold()
    await released
    await route.fulfill({ body: '' })
  })
  const over = worker.evaluate(() => {
    const request = new XMLHttpRequest()
    request.open('GET', '/held', false)
    request.send()
  })
  await isHeld
  return () => {
    release()
    return over
  }
}

const counts = (page: Page) => page.getByRole('list', { name: 'Counts' }).getByRole('listitem')

test('a stalled page delays neither the recording nor the other page, and catches up', async ({
  browser,
}) => {
  // 34,000 packets before the stall and 306,000 after it: 30 MB, more than the sockets hold for one page.
  const bytes = await readFile(
    captureFile({ name: 'followed', packets: 340_000, connections: 1_000, payload: 36 }),
  )
  const begun = 24 + 34_000 * (16 + 54 + 36)
  const bridge = await Bridge.start({ words: ['open', '-'], input: bytes.subarray(0, begun) })
  try {
    const [stalled, other] = [await browser.newPage(), await browser.newPage()]
    for (const page of [stalled, other]) {
      await page.goto(bridge.address)
      await expect(counts(page)).toContainText(['34 segments'])
    }

    const letGo = await stall(stalled)
    await bridge.feed(bytes.subarray(begun))
    await bridge.feed(undefined)
    await expect(counts(other)).toContainText(['340 segments'])
    await expect(counts(stalled)).toContainText(['34 segments'])

    await letGo()
    await expect(counts(stalled)).toContainText(['340 segments'])
    expect(await counts(stalled).allTextContents()).toEqual(await counts(other).allTextContents())
  } finally {
    await bridge.end()
  }
})
