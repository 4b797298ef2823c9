// Opens the address in the person's browser if there is one. If there is none, that is no failure. Other users see the
// arguments of every program, so the browser gets a file that leads to the address, and not the token.
import { pathToFileURL } from 'node:url'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { sweepRedirects, writeRedirect } from './redirect-file.ts'
import { openersFolder } from './openers-folder.ts'

/** How often old files are looked for, in milliseconds. */
const SWEEP_MS = 60_000

/** Opens the browser, unless there is no desktop or nobody at the terminal. */
export const openBrowser = async (address: string): Promise<void> => {
  if (!hasBrowser()) return
  try {
    const { default: open } = await import('open')
    const child = await open(await targetOf(address))
    child.on('error', () => undefined)
  } catch {
    // The opener's output does not matter, because the address is in the terminal.
  }
}

/** While a bridge runs, it removes the files that led to it, including those of other starts. */
export const sweepOpened = (): void => {
  setInterval(() => void openersFolder(unstickHome()).then(sweepRedirects), SWEEP_MS).unref()
}

const targetOf = async (address: string): Promise<string> => {
  // A Windows browser cannot find a file of WSL by its path here. The person is also the only user there.
  if (process.env.WSL_DISTRO_NAME !== undefined) return address
  const folder = await openersFolder(unstickHome())
  await sweepRedirects(folder)
  return pathToFileURL(await writeRedirect(folder, address)).href
}

/** Whether there is a desktop, and a person at the terminal. */
const hasBrowser = (): boolean => {
  const { CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env
  if (CI !== undefined || !process.stdout.isTTY || SSH_CONNECTION !== undefined) return false
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined
}
