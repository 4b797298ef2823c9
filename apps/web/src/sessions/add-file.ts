// A file of the person's own becomes a session, and is opened.
import type { Page } from '../page/page.svelte.ts'

export const addFile = (page: Page, file: File): Promise<void> =>
  page.attempt(async () => {
    const id = await page.sessions.add(file)
    page.view = 'sessions'
    page.open(id)
    page.toasts.say(`Opened ${file.name}.`)
  })
