// Deletes a session, with a change of mind for some seconds.
import type { SessionInfo } from '@unstick/api'
import type { Page } from '../app/page.svelte.ts'

export const removeSession = (page: Page, { id, title }: SessionInfo): Promise<void> =>
  page.attempt(async () => {
    const shown = page.panes.all.some(({ session }) => session === id)
    const { deletion } = await page.sessions.remove(id)
    page.panes.close(id)
    page.toasts.say(`Deleted “${title}”.`, 'plain', {
      name: 'Undo',
      run: () =>
        void page.attempt(async () => {
          await page.sessions.restore(id, deletion)
          if (shown && page.session === undefined) page.open(id)
        }),
    })
  })
