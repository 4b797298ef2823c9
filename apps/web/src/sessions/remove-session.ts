// Deletes a session, and offers to undo that for a few seconds.
import type { SessionInfo } from '@unstick/api'
import type { Sessions } from './sessions.svelte.ts'

export const removeSession = (sessions: Sessions, { id, title }: SessionInfo): Promise<void> => {
  const { panes, toasts, watch } = sessions.around
  return watch.attempt(async () => {
    const shown = panes.all.some(({ session }) => session === id)
    const { deletion } = await sessions.remove(id)
    panes.close(id)
    toasts.say(`Deleted “${title}”.`, 'plain', {
      name: 'Undo',
      run: () =>
        void watch.attempt(async () => {
          await sessions.restore(id, deletion)
          if (shown && panes.active.session === undefined) sessions.open(id)
        }),
    })
  })
}
