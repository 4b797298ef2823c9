// Drops a file on the page, as a person does from a file manager.
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

export const drop = async (page: Page, name: string, bytes: Buffer): Promise<void> => {
  const data = await page.evaluateHandle(
    ([fileName, base64]) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      transfer.items.add(new File([content], fileName))
      return transfer
    },
    [name, bytes.toString('base64')] as const,
  )
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: data })
}

/** One of the captures that packages/session is tested with. make.py there lists by hand what each contains. */
export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../packages/session/test/fixtures/${name}`, import.meta.url))
