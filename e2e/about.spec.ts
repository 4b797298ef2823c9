// The contents of a session are counted over all of it. While it grows, the page asks for that once at a time.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('while the worker has not answered what a session contains, it is not asked again', async ({ page }) => {
  await page.addInitScript(() => {
    let asked = 0
    window.Worker = class extends Worker {
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        // No answer comes, and everything else is reported repeatedly.
        this.addEventListener(
          'message',
          (event: MessageEvent<{ readonly type: string; readonly question?: string }>) => {
            if (event.data.question === 'about') event.stopImmediatePropagation()
            if (event.data.type === 'summary' && event.isTrusted)
              window.addEventListener('tell-again', () =>
                this.dispatchEvent(new MessageEvent('message', { data: { ...event.data } })),
              )
          },
        )
      }
      override postMessage(message: { readonly question?: string }): void {
        if (message.question === 'about') document.documentElement.dataset.asked = String((asked += 1))
        super.postMessage(message)
      }
    }
  })
  await page.reload()
  await new LabPage(page).run()
  await new LabPage(page).menu('About this session')
  await expect(page.getByText('What the session holds is being counted…')).toBeVisible()
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame += 1) {
      window.dispatchEvent(new Event('tell-again'))
      await new Promise(requestAnimationFrame)
    }
  })
  await expect(page.locator('html')).toHaveAttribute('data-asked', '1')
})
