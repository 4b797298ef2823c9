// Delays everything that a page receives, each message by another time: its worker's messages, the bridge's answers, the
// parts that are loaded. If something is then lost or confused, that is a fault that a slow machine shows now and then:
// `E2E_LATE=250 npx playwright test` looks for such faults with delays up to 250 ms.
import type { BrowserContext } from '@playwright/test'

/** `most`: milliseconds. */
export const hearLate = async (context: BrowserContext, most: number): Promise<void> => {
  await context.route('**/assets/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * most))
    // A page that was closed meanwhile no longer needs it.
    await route.continue().catch(() => undefined)
  })
  await context.addInitScript((longest) => {
    const aWhile = () => new Promise((resolve) => setTimeout(resolve, Math.random() * longest))
    window.Worker = class extends Worker {
      constructor(...start: ConstructorParameters<typeof Worker>) {
        super(...start)
        const late = new WeakSet<Event>()
        // Late, but in the order in which they were sent.
        let before: Promise<unknown> = Promise.resolve()
        this.addEventListener('message', (event: MessageEvent<unknown>) => {
          if (late.has(event)) return
          event.stopImmediatePropagation()
          const again = new MessageEvent('message', { data: event.data })
          late.add(again)
          before = Promise.all([before, aWhile()]).then(() => this.dispatchEvent(again))
        })
      }
    }
    const fetch = window.fetch.bind(window)
    window.fetch = async (...asked) => {
      await aWhile()
      return fetch(...asked)
    }
  }, most)
}
