// Saves a file from the bridge: the browser fetches it itself, with a ticket.
import { bridge } from './bridge.ts'

/** `path`: its path on the bridge. Rejects with a `BridgeError`. */
export const download = async (path: string, name: string): Promise<void> => {
  const link = document.createElement('a')
  link.href = await bridge.ticketed(path)
  link.download = name
  link.click()
}
