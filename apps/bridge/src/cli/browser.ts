// Opens a person's browser on an address where there is one, and never fails because there is none. Other users see the
// arguments of every program, so the browser is given a file that leads to the address, and not the token.
import { pathToFileURL } from 'node:url'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { sweepRedirects, writeRedirect } from './redirect-file.ts'
import { openersFolder } from './openers-folder.ts'

/** Milliseconds between two looks for files that have led somewhere long enough. */
const SWEEP_MS = 60_000

/** Opens the browser, unless there is no desktop or nobody at the terminal. */
export const openBrowser = async (address: string): Promise<void> => {
  if (!hasBrowser()) return
  try {
    const { default: open } = await import('open')
    const child = await open(await targetOf(address))
    child.on('error', () => undefined)
  } catch {
    // Whatever a desktop's opener has to say: the address is in the terminal.
  }
}

/** As long as a bridge runs, it removes the files that led to it, also those of other starts. */
export const sweepOpened = (): void => {
  setInterval(() => void openersFolder(unstickHome()).then(sweepRedirects), SWEEP_MS).unref()
}

const targetOf = async (address: string): Promise<string> => {
  // A browser of Windows finds no file of WSL by its path here; the person is the only user of it, too.
  if (process.env.WSL_DISTRO_NAME !== undefined) return address
  const folder = await openersFolder(unstickHome())
  await sweepRedirects(folder)
  return pathToFileURL(await writeRedirect(folder, address)).href
}

/** Whether a desktop is there and a person at the terminal. */
const hasBrowser = (): boolean => {
  const { CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env
  if (CI !== undefined || !process.stdout.isTTY || SSH_CONNECTION !== undefined) return false
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined
}
