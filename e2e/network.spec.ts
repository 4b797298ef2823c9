// The private network as a person sees it: segments between the sends and the recvs.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test("segments are captured in every run, and Nagle's algorithm is named with its evidence", async ({
  page,
  bridge,
}) => {
  const { headers, origin } = bridge
  const { tools } = (await (await page.request.get(`${origin}/api/status`, { headers })).json()) as {
    tools: { name: string; present: boolean }[]
  }
  const wanted = ['unshare', 'ip']
  const missing = tools.filter(({ name, present }) => wanted.includes(name) && !present)
  test.skip(missing.length > 0, `${missing.map(({ name }) => name).join(', ')} missing`)
  const lab = new LabPage(page)
  await page.getByRole('button', { name: "Nagle's algorithm" }).click()
  await lab.run()
  await expect(lab.counts).toContainText(['60 sends', /^[1-5]?\d segments$/])
  await page.keyboard.press('Escape')
  // If the reader was late, a recv with two segments comes before the first segment that joins sends.
  await expect(async () => {
    await page.keyboard.press('n')
    await expect(lab.inspector).toContainText(/sends left in 1 segment\./, { timeout: 1_000 })
  }).toPass()
  await expect(lab.inspector).toContainText(/sent earlier were not yet acknowledged then/)
})
