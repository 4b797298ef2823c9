// The browser of tests, benches and pictures: one that is there is used, else Playwright's own.
import { existsSync } from 'node:fs'

/** The shell first: without windows of its own it starts and opens pages in half the time. */
const executablePath = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path))

/**
 * What Playwright launches it with; as root it runs only without its sandbox.
 * @param {string[]} args
 */
export const launchOptions = (args = []) => ({
  ...(executablePath && { executablePath }),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
})
