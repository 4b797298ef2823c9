// Failures between page and worker: a view that fails is reported and another is drawn, and a message about one session
// is not applied to another.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

test('a view that fails is reported, and the next one is drawn', async ({ page, expectedErrors }) => {
  expectedErrors.push('TypeError')
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      /** Whether the next view is requested in a way that cannot be answered. */
      breaks = false
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        window.addEventListener('break', () => (this.breaks = true))
      }
      override postMessage(message: { readonly command?: string }): void {
        const breaks = message.command === 'view' && this.breaks
        if (breaks) this.breaks = false
        super.postMessage(breaks ? { ...message, given: [] } : message)
      }
    }
  })
  await page.reload()
  const lab = new LabPage(page)
  await lab.run()
  await expect.poll(() => lab.seamPixels()).toBeGreaterThan(20)
  await page.evaluate(() => window.dispatchEvent(new Event('break')))
  await page.keyboard.press('a')
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText(
    /^Something in this page failed \(TypeError: .*\)\. Reload it to go on; nothing of the session is lost\.$/,
  )
  await page.keyboard.press('+')
  // The axis that was chosen is drawn.
  await expect(lab.timeline).toHaveAttribute('aria-busy', 'false')
})

test('late messages about a session are not applied to another that was opened meanwhile', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      readonly seen: unknown[] = []
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        this.addEventListener('message', ({ data }) => this.seen.push(data))
      }
      override postMessage(message: { readonly command?: string }): void {
        super.postMessage(message)
        // All earlier messages come once more, as if they had been on their way.
        if (message.command !== 'openFile') return
        for (const data of this.seen.splice(0)) this.dispatchEvent(new MessageEvent('message', { data }))
      }
    }
  })
  await page.reload()
  const lab = new LabPage(page)
  await lab.run()
  await expect(lab.inspector).toContainText('recv #1')
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect(lab.counts).toContainText(['2 segments'])
  await expect(page).toHaveURL(/session=[^&]*-plain&/)
  expect(new URL(page.url()).searchParams.get('select')).toBeNull()
})

test('a run goes on until its end is read, even if it was over before the first byte was', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        const held: object[] = []
        let holding = true
        const tell = (data: object) => this.dispatchEvent(new MessageEvent('message', { data }))
        this.addEventListener(
          'message',
          (event: MessageEvent<{ type: string; summary?: object; connection?: { state: string } }>) => {
            const { data } = event
            if (!holding || !event.isTrusted || !/^(summary|connection)$/.test(data.type)) return
            event.stopImmediatePropagation()
            held.push(data)
            if (data.connection) document.documentElement.dataset.held = data.connection.state
            // What a slow page's worker says of a session whose recording is over, before it has read any of it.
            if (data.summary)
              tell({ ...data, summary: { ...data.summary, live: false, size: 0, shown: undefined } })
          },
        )
        window.addEventListener('let-go', () => {
          holding = false
          for (const data of held.splice(0)) tell(data)
        })
      }
    }
  })
  await page.reload()
  const lab = new LabPage(page)
  const before = lab.session
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.poll(() => lab.session).not.toBe(before)
  await expect(page.locator('html')).toHaveAttribute('data-held', 'ended')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await tell(page, 'let-go')
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})

/** A page in which the worker's messages of that type wait for the event `let-go`: from the start or the event `hold` on. */
const holdingBack = async (page: Page, type: 'view' | 'range', fromTheStart: boolean): Promise<LabPage> => {
  await page.addInitScript(
    ([type, atOnce]) => {
      window.Worker = class extends Worker {
        constructor(...start: ConstructorParameters<typeof Worker>) {
          super(...start)
          const held: object[] = []
          let holding = atOnce
          this.addEventListener('message', (event: MessageEvent<{ type: string; question?: string }>) => {
            const { data } = event
            if (!holding || (data.question ?? data.type) !== type) return
            event.stopImmediatePropagation()
            held.push(data)
            document.documentElement.dataset.held = type
          })
          window.addEventListener('hold', () => (holding = true))
          window.addEventListener('let-go', () => {
            holding = false
            // The first one may be about a session without any bytes, which has no picture.
            const first = held[0]
            if (first && atOnce) held.unshift({ ...first, layout: undefined })
            for (const data of held.splice(0)) this.dispatchEvent(new MessageEvent('message', { data }))
          })
        }
      }
    },
    [type, fromTheStart] as const,
  )
  await page.reload()
  return new LabPage(page)
}

const tell = (page: Page, event: 'hold' | 'let-go'): Promise<unknown> =>
  page.evaluate((type) => window.dispatchEvent(new Event(type)), event)

test('an arrow pressed before the first picture moves as soon as the picture is there', async ({ page }) => {
  const lab = await holdingBack(page, 'view', true)
  await lab.setFraming('on')
  await lab.run()
  await expect(page).toHaveURL(/select=recv:0/)
  await lab.timeline.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/select=recv:0/)
  await tell(page, 'let-go')
  await expect(page).toHaveURL(/select=message:0/)
})

test('an arrow pressed before the picture of another framing starts from what that framing has', async ({
  page,
}) => {
  const lab = await holdingBack(page, 'view', false)
  await lab.setFraming('on')
  await lab.run()
  await lab.plot()
  await lab.timeline.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/select=message:0/)
  await tell(page, 'hold')
  // A length of eight bytes: no message is whole.
  await page.getByRole('combobox', { name: 'Framing spec' }).fill('struct:!Q')
  await page.keyboard.press('Enter')
  await expect(lab.counts).not.toContainText(['2 messages whole'])
  await lab.timeline.focus()
  await page.keyboard.press('ArrowRight')
  await tell(page, 'let-go')
  await expect(page).toHaveURL(/select=send:0/)
})

test('the late picture of a part is never shown once everything was requested again', async ({ page }) => {
  const lab = await holdingBack(page, 'view', false)
  await lab.run()
  await expect.poll(() => lab.seamPixels()).toBeGreaterThan(20)
  await expect(lab.timeline).toHaveAttribute('aria-busy', 'false')
  await tell(page, 'hold')
  await lab.timeline.focus()
  await page.keyboard.press('+')
  await page.keyboard.press('f')
  const canvas = page.locator('main canvas')
  const pictures = await canvas.evaluate(async (shown: HTMLCanvasElement) => {
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await next()
    await next()
    const before = shown.toDataURL()
    window.dispatchEvent(new Event('let-go'))
    const after: boolean[] = []
    for (let frame = 0; frame < 30; frame += 1) {
      await next()
      after.push(shown.toDataURL() === before)
    }
    return after
  })
  expect(pictures).not.toContain(false)
})

test('a range is counted on the other axis, even if that is chosen while it is counted again on the first', async ({
  page,
}) => {
  const lab = await holdingBack(page, 'range', false)
  await lab.run()
  const { ruler, at } = await lab.plot()
  await page.mouse.move(...at(0.01, ruler))
  await page.mouse.down()
  await page.mouse.move(...at(0.3, ruler))
  await page.mouse.move(...at(0.5, ruler))
  await page.mouse.up()
  const card = page.getByRole('region', { name: 'Measured range' })
  const received = card.getByRole('row', { name: /^recvs \d/ })
  await expect(card).toContainText('5 bytes')
  await expect(received).toHaveText(/1\s*5 B/)
  await tell(page, 'hold')
  // With another framing it is counted again.
  await page.keyboard.press('m')
  await expect(page.locator('html')).toHaveAttribute('data-held', 'range')
  await page.keyboard.press('a')
  await expect(page.getByRole('radio', { name: 'time', exact: true })).toBeChecked()
  await tell(page, 'let-go')
  await expect(card).toContainText(/\d ms/)
  await expect(received).toHaveText(/1\s*10 B/)
})

/** The parts of a worker's message that this test uses. */
interface Message {
  readonly found?: { readonly hits: readonly unknown[]; readonly over: boolean }
}

test('a hit that was reported with a preliminary count is reported again when the search is over', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        this.addEventListener('message', (event: MessageEvent<Message>) => {
          const { found } = event.data
          if (!found?.over || found.hits.length < 2) return
          // As if the machine were so slow that one hit takes the whole first slice of the search.
          event.stopImmediatePropagation()
          const parts = [
            { ...found, hits: found.hits.slice(0, 1), part: 0.5, over: false },
            { ...found, hits: found.hits.slice(1) },
          ]
          for (const part of parts) {
            const data = { ...event.data, found: part }
            setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })))
          }
        })
      }
    }
  })
  await page.reload()
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('o')
  await field.press('Enter')
  const said = page.locator('p[role=status]').filter({ hasText: 'Hit' })
  // hello + world: each has one o.
  await expect(said).toContainText('Hit 1 of 2: ')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
})
