// Takes a file of the person's own: what makes a session of it is loaded apart from the page's first load.
import type { Page } from '../app/page.svelte.ts'

export const takeFile = async (page: Page, file: File): Promise<void> => {
  const { addFile } = await import('./add-file.ts')
  await addFile(page, file)
}
