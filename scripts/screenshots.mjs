// `npm run screenshots`: the README's pictures, from real runs of the built bridge in a real browser.
/* global location, requestAnimationFrame -- the page's, where `evaluate` runs */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { recordGif } from './animated-picture.mjs'
import { launchOptions } from './browser.mjs'
import { pictureOwnPrograms } from './own-programs-picture.mjs'

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
const browser = await chromium.launch(launchOptions())
mkdirSync(docs, { recursive: true })

/** A page of a person who has been here before, so that the tour is not in the picture. */
const open = async (colorScheme, reducedMotion) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme, reducedMotion })
  await page.addInitScript(() => localStorage.setItem('unstick.visited', 'yes'))
  await page.goto(address)
  return page
}

/** The experiment's row, and not a button that changes one of its conditions. */
const choose = (page, experiment) =>
  page
    .getByRole('navigation', { name: 'Experiments' })
    .getByRole('button', { name: experiment })
    .first()
    .click()

const run = async (page, experiment) => {
  await choose(page, experiment)
  const before = new URL(page.url()).searchParams.get('session')
  await page
    .getByRole('complementary', { name: 'Lab' })
    .getByRole('button', { name: /^(Run|Just run)/ })
    .click()
  await page.waitForFunction((session) => {
    const now = new URL(location.href).searchParams.get('session')
    return now !== null && now !== session
  }, before)
  await page.getByRole('button', { name: 'Run again' }).and(page.locator(':enabled')).waitFor()
  await page
    .getByRole('region', { name: /printed$/ })
    .first()
    .waitFor()
}

const switchTo = (page, name) => page.getByRole('radio', { name, exact: true }).check({ force: true })

const stills = async (colorScheme) => {
  const page = await open(colorScheme, 'reduce')
  const shoot = async (name, part = page) => {
    await page.mouse.move(0, 0)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await part.screenshot({ path: join(docs, `${name}-${colorScheme}.png`) })
  }
  await run(page, 'hello + world')
  await switchTo(page, 'time')
  await shoot('framing-off')
  await shoot('lab', page.getByRole('complementary', { name: 'Lab' }))
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Details' }).click()
  await shoot('inspector', inspector)
  await inspector.getByRole('tab', { name: 'Programs' }).click()
  await page.keyboard.press('w')
  const program = page.getByRole('dialog', { name: /^Read it right/ })
  await program.getByRole('region').or(program.locator('pre')).first().waitFor()
  await shoot('read-it-right', program)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Struct', exact: true }).click()
  await page.getByRole('main', { name: 'Struct' }).waitFor()
  await shoot('struct')
  await page.getByRole('button', { name: 'Lab', exact: true }).click()
  await switchTo(page, 'on')
  await run(page, 'hello + world')
  await shoot('framing-on')
  // Back to the moment at which both messages wait to be read.
  const footer = page.getByRole('contentinfo', { name: 'Replay' })
  for (let step = 0; step < 2; step += 1) await footer.getByRole('button', { name: 'Step back' }).click()
  await footer.getByText('in the receive buffer for').waitFor()
  await shoot('replay')
  const seek = footer.getByRole('slider', { name: 'Seek' })
  await seek.press('End')
  await seek.blur()
  await page.keyboard.press('b')
  await page
    .getByRole('application', { name: /^Timeline/ })
    .nth(1)
    .waitFor()
  await page.getByText('taken for one message').first().waitFor()
  await shoot('compare')
  await page.keyboard.press('b')
  await switchTo(page, 'off')
  await run(page, 'A remote command')
  await switchTo(page, 'time')
  await page.getByRole('treeitem').waitFor()
  await shoot('tracks')
  // 10 ms one way, as the experiment has it: the same 60 sends, joined by Nagle's algorithm and not.
  for (const nagle of [true, false]) {
    await choose(page, "Nagle's algorithm")
    await page
      .getByRole('form', { name: 'Conditions' })
      .getByRole('switch', { name: "Nagle's algorithm" })
      .setChecked(nagle, { force: true })
    await run(page, "Nagle's algorithm")
    await page.getByRole('list', { name: 'Counts' }).getByText('60 sends').waitFor()
    await switchTo(page, 'time')
    await shoot(nagle ? 'nagle-on' : 'nagle-off')
  }
  // Last, because a hit stays marked.
  await switchTo(page, 'bytes')
  await switchTo(page, 'on')
  await run(page, 'hello + world')
  await page.keyboard.press('/')
  await page.getByRole('searchbox', { name: 'Search in the bytes' }).fill('wor')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Panels' }).getByRole('listitem').first().waitFor()
  await shoot('search')
  await page.close()
}

/** One run that uses the framing, read without framing and then as framed. */
const theSwitch = async () => {
  const page = await open('light', 'no-preference')
  await switchTo(page, 'on')
  await run(page, 'hello + world')
  await switchTo(page, 'off')
  await recordGif(page, join(docs, 'the-switch.gif'), 800, async () => {
    for (const [name, says] of [
      ['off', 'stuck'],
      ['on', 'whole'],
    ]) {
      await switchTo(page, name)
      await page
        .getByRole('list', { name: 'Counts' })
        .getByText(name === 'on' ? says : 'taken for one message')
        .waitFor()
      await page.waitForTimeout(1_600)
    }
  })
  await page.close()
}

const ownPrograms = async (own, colorScheme) => {
  const page = await open(colorScheme, 'reduce')
  await page.goto(own)
  await page
    .getByRole('region', { name: /printed$/ })
    .first()
    .waitFor()
  await page.screenshot({ path: join(docs, `own-programs-${colorScheme}.png`) })
  await page.close()
}

try {
  if (!process.argv.includes('--switch')) {
    await stills('light')
    await stills('dark')
    await pictureOwnPrograms({ root, home, shoot: ownPrograms })
  }
  await theSwitch()
} finally {
  await browser.close()
  const ended = once(bridge, 'exit')
  bridge.kill()
  await ended
  rmSync(home, { recursive: true, force: true })
}
