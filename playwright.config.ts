import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: Math.min(4, Math.max(2, availableParallelism())),
  // Room for slow machines: nothing here is timed.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // What the page looked like when a test failed; a trace of every step costs a seventh of all the time, and is had of
    // the one test by `npx playwright test NAME --trace on`.
    screenshot: 'only-on-failure',
    launchOptions: launchOptions([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
  },
})
