// The browser for tests, benches and pictures: an installed one if there is one, otherwise Playwright's own.
import { existsSync } from 'node:fs'

/** The shell comes first, because without windows of its own it starts and opens pages in half the time. */
const executablePath = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path))

/**
 * How Playwright launches it. As root it runs only without its sandbox.
 * @param {string[]} args
 */
export const launchOptions = (args = []) => ({
  ...(executablePath && { executablePath }),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
})
