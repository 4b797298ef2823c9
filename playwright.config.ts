import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: Math.min(4, Math.max(2, availableParallelism())),
  // Generous, for slow machines: no test measures time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // What the page looked like when a test failed. A trace of every step would take a seventh of the whole time. For one test,
    // `npx playwright test NAME --trace on` makes it.
    screenshot: 'only-on-failure',
    launchOptions: launchOptions([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
  },
})
