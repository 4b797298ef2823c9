// What an audit of a page checks, as far as it can be counted: few requests, none to strangers, nothing that jumps, and a
// small document that describes itself. (scripts/budget.mjs checks the size of the first load.)
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const MOST_REQUESTS = 30
const MOST_ELEMENTS = 1_500
/** The bound of "good" for Cumulative Layout Shift. */
const MOST_SHIFT = 0.1

test('the first load makes few requests, and only to the bridge', async ({ page, bridge }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.reload()
  await expect(page.getByRole('button', { name: /^Run/ }).last()).toBeVisible()
  const loaded = asked.filter((url) => !url.startsWith('ws:'))
  expect(loaded.filter((url) => new URL(url).origin !== bridge.origin)).toEqual([])
  expect(loaded.length).toBeLessThanOrEqual(MOST_REQUESTS)
})

test('while the page loads and a run arrives nothing jumps, and the document stays small', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput)
          shifts.push(Number(entry.value))
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await new LabPage(page).run()
  const { shifts, elements } = await page.evaluate(() => ({
    shifts: 'shifts' in window && Array.isArray(window.shifts) ? window.shifts.map(Number) : [],
    elements: document.querySelectorAll('*').length,
  }))
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThanOrEqual(MOST_SHIFT)
  expect(elements).toBeLessThanOrEqual(MOST_ELEMENTS)
})

test('the document describes itself: language, title, description, one first-level heading', async ({
  page,
}) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page).toHaveTitle(/Unstick/)
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /TCP/)
  await expect(page.locator('meta[name=viewport]')).toHaveAttribute('content', /width=device-width/)
  await new LabPage(page).run()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
})

test('a page at rest draws nothing, on either axis', async ({ page }) => {
  await page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window)
    let frames = 0
    window.requestAnimationFrame = (callback) =>
      ask((now) => {
        frames += 1
        callback(now)
      })
    // Frames that the page draws during thirty frames of the screen.
    window.addEventListener('count-frames', () => {
      const before = frames
      let left = 30
      const tick = (): void => {
        left -= 1
        if (left > 0) ask(tick)
        else document.documentElement.dataset.frames = String(frames - before)
      }
      ask(tick)
    })
  })
  await page.reload()
  const lab = new LabPage(page)
  await lab.run()
  const drawn = async (): Promise<string | null> => {
    const root = page.locator('html')
    await root.evaluate((element) => {
      delete element.dataset.frames
      window.dispatchEvent(new Event('count-frames'))
    })
    await expect(root).toHaveAttribute('data-frames', /./)
    return root.getAttribute('data-frames')
  }
  await expect.poll(drawn).toBe('0')
  await lab.setAxis('time')
  await expect.poll(drawn).toBe('0')
})
