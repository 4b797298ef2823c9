// The table: its pages turn whatever is selected, it opens at the selection, and it is idle if nothing comes.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { captureFile } from '../packages/session/bench/captures.ts'
import { expect, isThere, test } from './bridge.ts'
import { drop } from './drop.ts'
import { LabPage } from './lab-page.ts'

/** Makes the page count, in an attribute of its root, how often it asks its worker for rows. */
const countAsked = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    let asked = 0
    window.Worker = class extends Worker {
      override postMessage(message: { readonly question?: string }): void {
        if (message.question === 'table') document.documentElement.dataset.asked = String((asked += 1))
        super.postMessage(message)
      }
    }
  })
  await page.reload()
  await isThere(page)
}

/** How often it asks while the screen draws thirty frames. */
const askedMeanwhile = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const asked = (): number => Number(document.documentElement.dataset.asked)
    const before = asked()
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame)
    return asked() - before
  })

test('with a selection its pages turn, opened again it shows the selection, and at rest it asks for nothing', async ({
  page,
}) => {
  await countAsked(page)
  await drop(
    page,
    'many.pcap',
    await readFile(captureFile({ name: 'rows', packets: 250, connections: 1, payload: 36 })),
  )
  const lab = new LabPage(page)
  await expect(lab.counts).toContainText(['250 segments'])
  const rows = await lab.tableRows()
  const caption = page.getByRole('caption')
  await expect(caption).toContainText('Intervals 1 to 100 of 250')
  const seventh = page.getByRole('table').getByRole('button', { name: 'segment #7', exact: true })
  await seventh.click()
  await expect(seventh).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(caption).toContainText('Intervals 101 to 200 of 250')
  await expect.poll(() => askedMeanwhile(page)).toBe(0)
  await expect(caption).toContainText('Intervals 101 to 200 of 250')
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(caption).toContainText('Intervals 201 to 250 of 250')
  await expect(rows).toHaveCount(50)
  // Closed and opened again, it shows the selection.
  await new LabPage(page).menu('As a timeline')
  await lab.tableRows()
  await expect(caption).toContainText('Intervals 1 to 100 of 250')
  await expect.poll(() => askedMeanwhile(page)).toBe(0)
})
