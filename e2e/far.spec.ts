// A session that is already large when it is opened: its bytes are fetched. If a fetch breaks off, the page continues after
// the bytes that it has.
import { readFile } from 'node:fs/promises'
import { captureFile } from '../packages/session/bench/captures.ts'
import { drop } from './drop.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('a fetch that is refused, one that is cut short and one that breaks off lose no byte', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  const lab = new LabPage(page)
  const file = captureFile({ name: 'far', packets: 20_000, connections: 20, payload: 36 })
  await drop(page, 'far.pcap', await readFile(file))
  await expect.poll(() => lab.session).not.toBeNull()
  const froms: number[] = []
  await page.route('**/bytes?*', async (route) => {
    froms.push(Number(new URL(route.request().url()).searchParams.get('from')))
    if (froms.length === 1) await route.fulfill({ status: 503 })
    else if (froms.length === 2) {
      const answer = await route.fetch()
      const bytes = await answer.body()
      await route.fulfill({ response: answer, body: bytes.subarray(0, bytes.length / 2) })
    } else if (froms.length === 3) await route.abort()
    else await route.continue()
  })
  await page.reload()
  await expect(lab.counts).toContainText(['1,000 segments'])
  await expect(page.getByRole('button', { name: 'Connections 20' })).toBeVisible()
  // Each fetch continued where the one before had ended.
  expect(froms).toHaveLength(4)
  const [first, second, third, fourth] = froms
  expect([first, second]).toEqual([0, 0])
  expect(third).toBeGreaterThan(1_000_000)
  expect(fourth).toBe(third)
})
