import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // Room for slow machines: nothing here is timed.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // Without the film, which costs as much as the page itself where no GPU draws.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: launchOptions([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
  },
})
