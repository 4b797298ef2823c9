// Saves a file that the bridge gives: the browser fetches it by itself, by a ticket.
import { bridge } from './bridge.ts'

/** `path`: where the bridge has it. Rejects with a `BridgeError`. */
export const download = async (path: string, name: string): Promise<void> => {
  const link = document.createElement('a')
  link.href = await bridge.ticketed(path)
  link.download = name
  link.click()
}
