// Takes a file of the person's own: what makes a session of it is loaded apart from the page's first load.
import type { Sessions } from './sessions.svelte.ts'

export const takeFile = async (sessions: Sessions, file: File): Promise<void> => {
  const { addFile } = await import('./add-file.ts')
  await addFile(sessions, file)
}
