// The tour from wherever one is: its experiment as it is at first, run anew without a framing.
import type { Page } from '../app/page.svelte.ts'
import { EXPERIMENT } from './run-result.ts'

export const takeTour = async (page: Page): Promise<void> => {
  if (page.running) {
    page.toasts.say('Stop this run first: the tour runs hello + world.', 'bad')
    return
  }
  page.go('lab')
  page.table = false
  page.help = false
  page.panel = undefined
  page.lab.programs = false
  page.lab.chosen = EXPERIMENT
  page.lab.restore({})
  page.framing.write(page.lab.experiment?.framing ?? '')
  page.framing.on = false
  page.tour.await()
  await page.run()
}
