// A file of the person's own becomes a session. A capture is read here at once, while the bridge stores it beside;
// anything else (packed captures, or what is none at all) is the bridge's to judge first.
import { BridgeError } from '../bridge/bridge.ts'
import type { Page } from '../page/page.svelte.ts'

/** The first four bytes of pcapng, and of pcap in microseconds and nanoseconds, in both byte orders. */
const captures = new Set([0x0a0d0d0a, 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1])

export const addFile = (page: Page, file: File): Promise<void> =>
  page.attempt(async () => {
    const before = page.session
    const here = await isCapture(file)
    if (here) page.openFile(file)
    page.view = 'sessions'
    try {
      const { id, problem } = await page.sessions.add(file)
      if (here) page.keptAs(id)
      else page.open(id)
      page.toasts.say(problem ? `Opened ${file.name}, but not all of it.` : `Opened ${file.name}.`, 'plain', {
        name: 'About it',
        run: () => (page.panel = 'about'),
      })
      if (problem) page.panel = 'about'
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (error.code !== 'CANCELLED' && here) {
        page.toasts.say(`${error.message} ${file.name} is shown here, but it is not stored.`, 'bad')
        return
      }
      if (here && before !== undefined) page.open(before)
      else if (here) page.close()
      if (error.code !== 'CANCELLED') throw error
      page.toasts.say(`${file.name} was not opened.`)
    }
  })

const isCapture = async (file: File): Promise<boolean> => {
  const head = await file.slice(0, 4).arrayBuffer()
  return head.byteLength === 4 && captures.has(new DataView(head).getUint32(0))
}
