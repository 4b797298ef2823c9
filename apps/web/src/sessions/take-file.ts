// Accepts a person's own file. The code that makes a session of it is not part of the page's first load.
import { BridgeError } from '../bridge/bridge-error.ts'
import { latePart } from '../bridge/late-part.ts'
import type { Sessions } from './sessions.svelte.ts'

export const takeFile = async (sessions: Sessions, file: File): Promise<void> => {
  await sessions.around.watch.attempt(async () => {
    const { addFile } = await latePart(() => import('./add-file.ts'))
    await addFile(sessions, file)
  })
}

/** The files that a file chooser offers; `undefined` (every file) if the server does not answer. */
export const endings = async (): Promise<string | undefined> => {
  try {
    return (await latePart(() => import('./add-file.ts'))).endings
  } catch (error) {
    if (error instanceof BridgeError) return undefined
    throw error
  }
}
