// Accepts a person's own file. The code that makes a session of it is not part of the page's first load.
import type { Sessions } from './sessions.svelte.ts'

export const takeFile = async (sessions: Sessions, file: File): Promise<void> => {
  const { addFile } = await import('./add-file.ts')
  await addFile(sessions, file)
}
