// The first minute: a new person gets a run of hello + world, with a tour that can be left at once, and every term is
// explained.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { Bridge, expect, isLetIn, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0

const card = (page: Page) => page.getByRole('dialog').filter({ hasText: 'of 3' })

const fromPalette = async (page: Page, entry: string) => {
  // A page that was loaded again hears keys once it is there.
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What to do' }).fill(entry)
  await page.keyboard.press('Enter')
}

test.describe('somebody new', () => {
  test.use({ visited: false })

  test('the first visit shows a run with its finding, and three steps lead from two sends in one recv to two whole messages', async ({
    page,
  }) => {
    const lab = new LabPage(page)
    await expect(card(page)).toContainText('1 of 3')
    await expect(card(page)).toBeFocused()
    await expect(card(page)).toContainText('Two sends, one recv: they stuck together')
    await expect(card(page)).toContainText(/2 (segments|sends) arrived in 1 recv\./)
    await lab.tab('Details')
    await expect(lab.inspector).toContainText(/2 (segments|sends) arrived in 1 recv\./)
    const { session } = lab

    await card(page).getByRole('button', { name: 'Next' }).click()
    await expect(card(page)).toContainText('2 of 3')
    await lab.setFraming('on')
    await expect(card(page)).toContainText('3 of 3')
    await card(page).getByRole('button', { name: 'Run again', exact: true }).click()
    await expect(card(page)).toContainText('Two messages came out whole')
    await expect(lab.counts).toContainText(['2 messages whole'])
    expect(lab.session).not.toBe(session)
    await card(page).getByRole('button', { name: 'Done' }).click()
    await expect(card(page)).toBeHidden()
    // The focus is back where it was.
    await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeFocused()
  })

  test('Skip ends the tour at once, the next visit begins with the welcome, and the palette starts the tour again', async ({
    page,
    bridge,
  }) => {
    const lab = new LabPage(page)
    await card(page).getByRole('button', { name: 'Skip' }).click()
    await expect(card(page)).toBeHidden()
    await expect(lab.counts).toContainText(['2 sends'])

    await page.goto(`${bridge.origin}/`)
    await expect(page.getByRole('heading', { name: 'Why do messages stick together?' })).toBeVisible()
    expect(lab.session).toBeNull()

    await fromPalette(page, 'take the tour')
    await expect(card(page)).toContainText('1 of 3')
    await page.keyboard.press('Escape')
    await expect(card(page)).toBeHidden()
    await lab.tab('Details')
    await expect(lab.inspector).toContainText(/arrived in 1 recv\./)
  })

  test('a person who goes on using the page leaves the tour', async ({ page }) => {
    await expect(card(page)).toBeVisible()
    await new LabPage(page).menu('As a table')
    await expect(card(page)).toBeHidden()
    await new LabPage(page).menu('As a timeline')
    await expect(page.getByRole('application')).toBeVisible()
    await expect(card(page)).toBeHidden()
  })

  test('the card is beside what it describes, and does not cover it', async ({ page }) => {
    const lab = new LabPage(page)
    const edges = async (locator: Locator) => {
      const { x, y, width, height } = (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
      return { left: x, top: y, right: x + width, bottom: y + height }
    }
    const title = (name: string) => lab.timeline.getByRole('button', { name, exact: true })
    // Two sends in one recv: above the recv, below the sends.
    await expect
      .poll(async () => {
        const { top, bottom } = await edges(card(page))
        return top > (await edges(title('send()'))).bottom && bottom < (await edges(title('recv()'))).top
      })
      .toBe(true)
    await lab.setFraming('on')
    // Over the lab: the lane and why it has no message stay uncovered.
    await expect
      .poll(async () => (await edges(card(page))).right < (await edges(page.getByRole('main'))).left)
      .toBe(true)
    await card(page).getByRole('button', { name: 'Run again', exact: true }).click()
    await expect(card(page)).toContainText('3 of 3 done')
    await expect
      .poll(async () => {
        const { top, bottom } = await edges(card(page))
        const messages = await edges(title('messages'))
        return top > messages.bottom || bottom < messages.top
      })
      .toBe(true)
  })

  test('the tour fits at 1024×700 and at 200 % zoom', async ({ page }) => {
    await expect(card(page)).toBeVisible()
    for (const viewport of [
      { width: 1024, height: 700 },
      { width: 720, height: 450 },
    ]) {
      await page.setViewportSize(viewport)
      await expect
        .poll(async () => {
          const box = await card(page).boundingBox()
          return box && box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width
            ? box.y + box.height <= viewport.height
            : false
        })
        .toBe(true)
    }
  })

  test('at 200 % zoom the timeline is visible after the tour and after a run, with the transport right below', async ({
    page,
  }) => {
    const lab = new LabPage(page)
    await page.setViewportSize({ width: 720, height: 450 })
    await expect(card(page)).toContainText('1 of 3')
    await lab.setFraming('on')
    await expect(card(page)).toContainText('Run again')
    await expect(page.getByRole('button', { name: 'Run again', exact: true }).first()).toBeInViewport()
    await page.keyboard.press('Escape')
    const timeline = page.getByRole('main')
    await expect(timeline).toBeInViewport({ ratio: 0.8 })
    await lab.run()
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

  test('a link opens what it names, and nothing runs by itself', async ({ page, bridge }) => {
    await page.evaluate(() => localStorage.clear())
    await page.goto(`${bridge.origin}/?view=struct`)
    await expect(page.getByRole('main', { name: 'Struct' })).toBeVisible()
    await expect(card(page)).toBeHidden()
  })

  test("axe finds nothing on the tour, a word's explanation and the glossary", async ({ page }) => {
    test.setTimeout(180_000)
    await expect(card(page)).toBeVisible()
    expect(await violations(page)).toEqual([])
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

test('a new person whose run cannot be recorded gets the welcome and the reason', async ({ browser }) => {
  test.skip(!canMount, 'unshare -Urm cannot mount here: no disk to fill')
  const bridge = await Bridge.start({ room: 0 })
  try {
    const page = await browser.newPage()
    await page.goto(bridge.address)
    await expect(page.getByRole('alert').filter({ hasText: 'should have run here by itself' })).toContainText(
      /disk|space/i,
    )
    await expect(page.getByRole('main').getByRole('button', { name: 'Run hello + world' })).toBeEnabled()
    await expect(card(page)).toBeHidden()
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

  test('while the first run starts stays on screen; the run is in Sessions, and there is no tour', async ({
    bridge,
    browser,
  }) => {
    const page = await browser.newPage()
    const release = await holdBack(page, '**/api/runs')
    const asked = page.waitForRequest('**/api/runs')
    await page.goto(bridge.address)
    await asked
    await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
    await isShown(page)
    release()
    const message = page
      .getByRole('list', { name: 'Messages' })
      .getByText('hello + world runs: it is in Sessions.')
    await expect(message).toBeVisible()
    await isShown(page)
    await expect(card(page)).toBeHidden()
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
  for (let stops = 0; stops < 3; stops += 1) await page.keyboard.press('Tab')
  await expect(word).toBeFocused()
  await expect(tip).toBeVisible()
  await expect(word).toHaveAccessibleDescription(/A call of recv\(\) that returned bytes/)
  await page.keyboard.press('Tab')
  await expect(tip).toContainText('What a program meant to say at once')
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await page.getByText('naive message', { exact: true }).dispatchEvent('click')
  await expect(tip).toContainText('A reader that takes what one recv returned for one message.')
})

test('the tour that is taken before the experiments have come begins when they have', async ({ page }) => {
  let letGo = (): void => undefined
  const taken = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/experiments', async (route) => {
    await taken
    await route.continue()
  })
  await page.reload()
  await fromPalette(page, 'take the tour')
  await expect(page.getByRole('combobox', { name: 'What to do' })).toHaveCount(0)
  letGo()
  await expect(card(page)).toContainText('1 of 3')
})

test('the glossary opens from the sheet of keys and finds a word, and the sheet starts the tour', async ({
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
  await page.getByRole('dialog').getByRole('button', { name: 'Take the tour' }).click()
  await expect(card(page)).toContainText('1 of 3')
})
