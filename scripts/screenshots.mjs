// `npm run screenshots`: the README's pictures, from real runs of the built bridge in a real browser.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = join(root, 'docs')
const home = mkdtempSync(join(tmpdir(), 'unstick-screenshots-'))
const bridge = spawn(
  process.execPath,
  [
    join(root, 'apps/bridge/bin/unstick.js'),
    '--no-open',
    '--port',
    '0',
    '--sessions',
    join(home, 'sessions'),
  ],
  { env: { ...process.env, UNSTICK_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
)
const address = await new Promise((resolve) => {
  createInterface({ input: bridge.stdout }).once('line', resolve)
})
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const browser = await chromium.launch({
  ...(installed && { executablePath: installed }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
mkdirSync(docs, { recursive: true })

for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  await page.goto(address)
  const shoot = async (name) => {
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    await page.getByText("data2: b'").waitFor()
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(docs, `${name}-${colorScheme}.png`) })
  }
  await page.getByRole('button', { name: 'Run hello + world' }).click()
  await shoot('framing-off')
  await page.getByRole('radio', { name: 'on', exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByText("data2: b'world'").waitFor()
  await shoot('framing-on')
  await page.close()
}

await browser.close()
bridge.kill()
rmSync(home, { recursive: true, force: true })
