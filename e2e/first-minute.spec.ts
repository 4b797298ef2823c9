// The first minute: a new person predicts hello + world, watches its run and frames it, in three steps that can be left at
// any time, and every term is explained.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { Bridge, expect, isLetIn, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0

const steps = (page: Page) => page.getByRole('region', { name: 'First steps' })
const now = (page: Page) => steps(page).locator('[aria-current=step]')

const fromPalette = async (page: Page, entry: string) => {
  // A page that was loaded again hears keys once it is there.
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What to do' }).fill(entry)
  await page.keyboard.press('Enter')
}

test.describe('somebody new', () => {
  test.use({ visited: false })

  test('predicts, watches the run in slow motion, and runs it with framing: three steps', async ({
    page,
  }) => {
    const lab = new LabPage(page)
    await expect(now(page)).toHaveText(/Predict/)
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await expect(lab.inspector.getByRole('group')).toHaveCount(3)
    expect(lab.session).toBeNull()
    // One of the two; b'helloworld'; and wrongly: it keeps waiting.
    for (const key of ['2', '3', '3']) await page.keyboard.press(key)
    await lab.inspector.getByRole('button', { name: 'Run and compare' }).click()

    await expect(now(page)).toHaveText(/Watch/)
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    // The end is not told before the replay has reached it.
    await expect(page.getByRole('region', { name: 'What happened' })).toContainText('In slow motion')
    await lab.inspector.getByRole('tab', { name: 'Prediction' }).dispatchEvent('click')
    await expect(lab.inspector).toContainText('The replay has not reached its end.')
    await steps(page).getByRole('button', { name: 'Skip to the end' }).click()
    await expect(lab.inspector.getByRole('heading', { name: '2 of 3 as you said' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'What happened' })).toContainText(
      '2 sends came out of one recv.',
    )
    const { session } = lab

    await steps(page).getByRole('button', { name: 'Run with framing' }).click()
    await expect(now(page)).toHaveText(/Frame/)
    await steps(page).getByRole('button', { name: 'Skip to the end' }).click()
    await expect(lab.counts).toContainText(['2 messages whole'])
    expect(lab.session).not.toBe(session)
    await expect(steps(page)).toContainText('The length in front tells the server where each message ends.')
    await steps(page).getByRole('button', { name: 'Leave' }).click()
    await expect(steps(page)).toBeHidden()
  })

  test('just runs it with one press, and the replay ends by itself', async ({ page }) => {
    const lab = new LabPage(page)
    const run = page.getByRole('button', { name: 'Just run, without a guess' })
    await expect(run).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(now(page)).toHaveText(/Watch/)
    await page.getByRole('combobox', { name: 'Pace' }).selectOption('max')
    await expect(steps(page).getByRole('button', { name: 'Run with framing' })).toBeVisible()
    await expect(lab.counts).toContainText(['2 sends'])
    await expect(lab.inspector.getByRole('tab', { name: 'Prediction' })).toHaveCount(0)
  })

  test('leaves at any time; the next visit begins with the welcome, and the palette begins the steps again', async ({
    page,
    bridge,
  }) => {
    const lab = new LabPage(page)
    await steps(page).getByRole('button', { name: 'Leave' }).click()
    await expect(steps(page)).toBeHidden()
    // The experiment stays as it is before a run.
    await expect(lab.inspector.getByRole('group')).toHaveCount(3)

    await page.goto(`${bridge.origin}/`)
    await expect(page.getByRole('heading', { name: 'Why do messages stick together?' })).toBeVisible()
    expect(lab.session).toBeNull()

    await fromPalette(page, 'first steps')
    await expect(now(page)).toHaveText(/Predict/)
    await lab.run()
    await expect(now(page)).toHaveText(/Watch/)
    await lab.choose('A late reader')
    await expect(steps(page)).toBeHidden()
  })

  test('whoever turns to another view has left', async ({ page }) => {
    await expect(steps(page)).toBeVisible()
    await page.getByRole('button', { name: 'Struct', exact: true }).click()
    await page.getByRole('button', { name: 'Lab', exact: true }).click()
    await expect(page.getByRole('complementary', { name: 'Lab' })).toBeVisible()
    await expect(steps(page)).toBeHidden()
  })

  test('the steps fit at 1024×700, at 200 % zoom and on a phone, with Run in sight', async ({ page }) => {
    await expect(steps(page)).toBeVisible()
    for (const viewport of [
      { width: 1024, height: 700 },
      { width: 720, height: 450 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      await expect(page.getByRole('button', { name: /^Just run/ })).toBeInViewport()
      const box = await steps(page).boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(viewport.width)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
    }
  })

  test('at 200 % zoom the timeline is visible after a run, with the transport right below', async ({
    page,
  }) => {
    const lab = new LabPage(page)
    await page.setViewportSize({ width: 720, height: 450 })
    await lab.run()
    await steps(page).getByRole('button', { name: 'Leave' }).click()
    await lab.run()
    const timeline = page.getByRole('main')
    await expect(timeline).toBeInViewport({ ratio: 0.8 })
    // Only the panels' names are between them.
    await expect
      .poll(async () => {
        const play = await page.getByRole('contentinfo').boundingBox()
        const above = await timeline.boundingBox()
        return play && above ? play.y - above.y - above.height : Infinity
      })
      .toBeLessThan(60)
  })

  test('with reduced motion nothing plays by itself', async ({ page, bridge }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(() => localStorage.clear())
    await page.goto(`${bridge.origin}/`)
    await page.getByRole('button', { name: 'Just run, without a guess' }).click()
    await expect(steps(page).getByRole('button', { name: 'Run with framing' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  })

  test('a link opens what it names, without the steps', async ({ page, bridge }) => {
    await page.evaluate(() => localStorage.clear())
    await page.goto(`${bridge.origin}/?view=struct`)
    await expect(page.getByRole('main', { name: 'Struct' })).toBeVisible()
    await expect(steps(page)).toBeHidden()
  })

  test("axe finds nothing on the steps, a word's explanation and the glossary", async ({ page }) => {
    test.setTimeout(180_000)
    await expect(steps(page)).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Just run, without a guess' }).click()
    // The check has asked for less motion, so nothing plays by itself.
    await page.getByRole('button', { name: 'Step back' }).click()
    await expect(steps(page).getByRole('button', { name: 'Skip to the end' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await steps(page).getByRole('button', { name: 'Skip to the end' }).click()
    await page.getByRole('button', { name: 'segments', exact: true }).hover()
    await expect(page.getByRole('tooltip')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('g')
    await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
})

test('at 200 % zoom the page begins at its top, although Run has the focus', async ({ page, bridge }) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await page.goto(`${bridge.origin}/`)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  const lab = page.getByRole('complementary', { name: 'Lab' })
  await expect(lab.getByRole('button', { name: 'hello + world', expanded: false })).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeInViewport()
})

test('a new person whose run cannot be recorded reads why, and what they guessed stays', async ({
  browser,
}) => {
  test.skip(!canMount, 'unshare -Urm cannot mount here: no disk to fill')
  const bridge = await Bridge.start({ room: 0 })
  try {
    const page = await browser.newPage()
    await page.goto(bridge.address)
    await page.getByRole('radio', { name: 'both' }).check()
    await page.getByRole('button', { name: 'Run and compare' }).click()
    await expect(page.getByRole('list', { name: 'Messages' })).toContainText(/disk|space/i)
    await expect(now(page)).toHaveText(/Predict/)
    await expect(page.getByRole('radio', { name: 'both' })).toBeChecked()
  } finally {
    await bridge.end()
  }
})

/** Holds back what the page sends there until it is released. */
const holdBack = async (page: Page, path: string): Promise<() => void> => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(path, async (route) => {
    await released
    await route.continue()
  })
  return release
}

test.describe('a file that is dropped', () => {
  const isShown = async (page: Page) => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^plain/)
    await expect(new LabPage(page).counts).toContainText(['2 segments'])
  }

  test('while the first run starts stays on screen; the run is in Sessions, and there are no first steps', async ({
    bridge,
    browser,
  }) => {
    const page = await browser.newPage()
    const release = await holdBack(page, '**/api/runs')
    const asked = page.waitForRequest('**/api/runs')
    await page.goto(bridge.address)
    await page.getByRole('button', { name: /^Just run/ }).click()
    await asked
    await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
    await isShown(page)
    release()
    const message = page
      .getByRole('list', { name: 'Messages' })
      .getByText('hello + world runs: it is in Sessions.')
    await expect(message).toBeVisible()
    await isShown(page)
    await expect(steps(page)).toBeHidden()
    await page.getByRole('button', { name: 'Open', exact: true }).last().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('hello + world')
    await page.close()
  })

  test('while the page of a link is loaded stays on screen', async ({ bridge, browser, page }) => {
    const lab = new LabPage(page)
    await lab.run()
    const other = await browser.newPage()
    await other.goto(bridge.address)
    await isLetIn(other)
    const release = await holdBack(other, '**/api/experiments')
    const asked = other.waitForRequest('**/api/experiments')
    await other.goto(`${bridge.origin}/?session=${lab.session ?? ''}`)
    await asked
    await drop(other, 'plain.pcap', await readFile(fixture('plain.pcap')))
    await isShown(other)
    release()
    // The address is written once the link's own address is read and everything is loaded.
    await expect(other).toHaveURL(/session=[^&]*plain/)
    await isShown(other)
    await other.close()
  })
})

test('a word is explained on hover, the explanation can be pointed at, and Escape ends it', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const tip = page.getByRole('tooltip')
  await page.getByRole('button', { name: 'segments', exact: true }).hover()
  await expect(tip).toContainText('The bytes that one captured TCP packet carried.')
  await tip.hover()
  await expect(tip).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  // The selection is unchanged: Escape closed only the explanation.
  await expect(lab.inspector).toContainText(/arrived in 1 recv\./)
  await page.getByText('recv limit', { exact: true }).first().hover()
  await expect(tip).toContainText('the most bytes that the call may return')
})

test('a word is explained by keyboard, to screen readers too, and on a tap', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const word = page.getByRole('button', { name: 'recv()', exact: true })
  const tip = page.getByRole('tooltip')
  await lab.timeline.focus()
  const hasFocus = () => word.evaluate((element) => element === document.activeElement)
  for (let stops = 0; stops < 12 && !(await hasFocus()); stops += 1) await page.keyboard.press('Tab')
  await expect(word).toBeFocused()
  await expect(tip).toBeVisible()
  await expect(word).toHaveAccessibleDescription(/A call of recv\(\) that returned bytes/)
  await page.keyboard.press('Tab')
  await expect(tip).toContainText('What a program meant to say at once')
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await lab.counts.getByText('recv taken for one message', { exact: true }).dispatchEvent('click')
  await expect(tip).toContainText('What a reader does that has no framing.')
})

test('first steps that are asked for before the experiments have come begin when they have', async ({
  page,
}) => {
  let letGo = (): void => undefined
  const taken = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/experiments', async (route) => {
    await taken
    await route.continue()
  })
  await page.reload()
  await fromPalette(page, 'first steps')
  await expect(page.getByRole('combobox', { name: 'What to do' })).toHaveCount(0)
  letGo()
  await expect(now(page)).toHaveText(/Predict/)
})

test('the glossary opens from the sheet of keys and finds a word, and the sheet starts the first steps', async ({
  page,
}) => {
  await new LabPage(page).menu('Keyboard shortcuts')
  await page.getByRole('button', { name: 'Glossary' }).click()
  const sheet = page.getByRole('dialog', { name: 'Glossary' })
  await expect(sheet.getByRole('searchbox', { name: 'Find a word' })).toBeFocused()
  await sheet.getByRole('searchbox', { name: 'Find a word' }).fill('nagle')
  await expect(sheet.getByRole('term').first()).toHaveText("Nagle's algorithm")
  await sheet.getByRole('searchbox', { name: 'Find a word' }).fill('xyz')
  await expect(sheet).toContainText('No word here has “xyz”.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('button', { name: 'First steps' }).click()
  await expect(now(page)).toHaveText(/Predict/)
})
