// Exports of a session: as pcapng, as bytes, as JSON lines, and as one page that opens without a server.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test as base } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

const program = fileURLToPath(new URL('../apps/bridge/bin/unstick.js', import.meta.url))
const unstick = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args])

/** A page from a file, with all its requests and complaints. */
interface Opened {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

interface Fixtures {
  readonly folder: string
  /** Opens a file without a network. */
  readonly openFile: (path: string, hash?: string) => Promise<Opened>
}

const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'unstick-export-'))
    await use(folder)
    await rm(folder, { recursive: true })
  },
  openFile: async ({ browser }, use) => {
    const opened: Opened[] = []
    await use(async (path, hash = '') => {
      const file = await openOffline(browser, path, hash)
      opened.push(file)
      return file
    })
    for (const { page, complaints } of opened) {
      expect(complaints).toEqual([])
      await page.context().close()
    }
  },
})

const openOffline = async (browser: Browser, path: string, hash: string): Promise<Opened> => {
  const context = await browser.newContext({ offline: true, acceptDownloads: true })
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`))
  await page.goto(pathToFileURL(path).href + hash)
  return { page, requests, complaints }
}

const download = async (page: Page, name: RegExp): Promise<{ name: string; path: string }> => {
  await new LabPage(page).menu('Export…')
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name }).click()
  const done = await downloading
  return { name: done.suggestedFilename(), path: await done.path() }
}

/** Exports the session on screen as a page, under a name with the ending that browsers want. */
const exportPage = async (page: Page, folder: string): Promise<string> => {
  const { path } = await download(page, /^A page that opens anywhere/)
  const file = join(folder, 'session.html')
  await writeFile(file, await readFile(path))
  return file
}

test('the exported page opens offline and shows the same, asks for nothing, and framing switches', async ({
  page,
  folder,
  openFile,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const counts = await lab.counts.allTextContents()
  const finding = 'The reader called recv(1024)'
  await expect(lab.inspector).toContainText(finding)
  const { page: file, requests } = await openFile(await exportPage(page, folder))
  const offline = new LabPage(file)
  await expect(offline.counts).toHaveText(counts)
  // Segments, if the machine can capture them.
  await expect(offline.inspector).toContainText(/2 (sends|segments) arrived in 1 recv\./)
  await expect(offline.inspector).toContainText(finding)
  await expect(file.getByRole('complementary', { name: 'About this file' })).toContainText(
    /A session recorded by Unstick on .*, opened from a file/,
  )
  await expect.poll(() => offline.seamPixels()).toBeGreaterThan(20)
  await offline.setFraming('on')
  await file.getByRole('combobox', { name: 'Framing spec' }).fill('fixed:5')
  await file.getByRole('combobox', { name: 'Framing spec' }).press('Enter')
  await expect(offline.counts).toContainText(['2 messages whole'])
  await offline.setAxis('time')
  const rows = await offline.tableRows()
  await expect(rows.filter({ hasNotText: 'segment' })).toHaveText([
    'send #1',
    'send #2',
    'recv #1',
    'message #1',
    'message #2',
  ])
  // Back from the end: when the recv returned, and when it was called.
  for (const moment of ['recv(1024) took', 'recv(1024) called']) {
    await file.getByRole('button', { name: 'Step back' }).click()
    await expect(file.getByRole('contentinfo', { name: 'Replay' })).toContainText(moment)
  }
  await expect(offline.counts).toContainText(['2 sends', '0 recvs'])
  await file.getByRole('button', { name: 'Struct' }).click()
  await expect(file.getByRole('main', { name: 'Struct' })).toBeVisible()
  // The file itself, and its worker, which is inside it.
  expect(requests.filter((address) => !/^(file|blob):/.test(address))).toEqual([])
  expect(requests.filter((address) => address.startsWith('file:'))).toHaveLength(1)
})

test('its address is a permalink, and it begins with the framing that the programs used', async ({
  page,
  folder,
  openFile,
}) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  const path = await exportPage(page, folder)
  const first = await openFile(path)
  const offline = new LabPage(first.page)
  await expect(offline.counts).toContainText(['2 messages whole'])
  await offline.setAxis('time')
  await offline.tableRows()
  await first.page.getByRole('table').getByRole('button', { name: 'message #2' }).click()
  await expect(first.page).toHaveURL(/#.*select=message:1.*axis=time.*framing=struct:!I/)
  const second = await openFile(path, new URL(first.page.url()).hash)
  await expect(second.page.getByRole('radio', { name: 'time', exact: true })).toBeChecked()
  await expect(new LabPage(second.page).inspector).toContainText('message #2')
  await second.page.reload()
  await expect(new LabPage(second.page).inspector).toContainText('message #2')
})

test('hostile texts in a session stay text in the page', async ({ page, bridge, folder, openFile }) => {
  const hostile = '</script><script>alert(1)</script><!--<script><img src=x onerror=alert(2)>'
  const lab = new LabPage(page)
  await lab.setCondition('First text', hostile)
  await lab.run()
  const answer = await page.request.patch(`${bridge.origin}/api/sessions/${lab.session ?? ''}`, {
    data: { title: hostile },
    headers: { origin: bridge.origin, ...bridge.headers },
  })
  expect(answer.status()).toBe(200)
  await page.reload()
  const { page: file, requests } = await openFile(await exportPage(page, folder))
  await expect(file.getByRole('heading', { level: 1 })).toHaveText(hostile)
  await expect(new LabPage(file).inspector).toContainText('<img src=x onerror=alert(2)>')
  expect(await file.title()).toContain(hostile)
  expect(requests.filter((address) => !/^(file|blob):/.test(address))).toEqual([])
  // Opened by its file name, which is hostile too.
  const named = join(folder, '<!--<script>&quot;.pcapng')
  await writeFile(named, await readFile(`${bridge.sessions}/${lab.session ?? ''}.pcapng`))
  await unstick('export', named, '--html', join(folder, 'named.html'))
  const other = await openFile(join(folder, 'named.html'))
  await expect(new LabPage(other.page).counts).toContainText(['2 sends'])
  expect(new URLSearchParams(new URL(other.page.url()).hash.slice(1)).get('session')).toBe(
    '<!--<script>&quot;',
  )
})

test('a script that was put into the exported file does not run', async ({ page, folder, browser }) => {
  await new LabPage(page).run()
  const path = await exportPage(page, folder)
  const text = await readFile(path, 'utf8')
  await writeFile(
    path,
    text.replace('<div id="page">', '<script>document.title = "taken"</script><div id="page">'),
  )
  const { page: file, complaints } = await openOffline(browser, path, '')
  await expect(new LabPage(file).counts).toContainText(['2 sends'])
  expect(await file.title()).toBe('hello + world · Unstick')
  expect(complaints.join('\n')).toContain('Content Security Policy')
  await file.context().close()
})

test('a file that was cut off shows what is left, and says so', async ({ page, folder, openFile }) => {
  await new LabPage(page).run()
  const path = await exportPage(page, folder)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.slice(0, text.lastIndexOf('</script>') - 40))
  const { page: file } = await openFile(path)
  await expect(file.getByRole('status', { name: 'Connection' })).toContainText(
    'This file was cut short or damaged',
  )
})

for (const where of ['the bridge', 'a file'] as const) {
  test(`session, bytes and messages are saved from the page of ${where}`, async ({
    page,
    bridge,
    folder,
    openFile,
  }) => {
    const lab = new LabPage(page)
    await lab.setFraming('on')
    await lab.run()
    const id = lab.session ?? ''
    const recorded = await readFile(`${bridge.sessions}/${id}.pcapng`)
    const shown = where === 'the bridge' ? page : (await openFile(await exportPage(page, folder))).page
    await expect(new LabPage(shown).counts).toContainText(['2 messages whole'])
    const session = await download(shown, /^Session \(pcapng, opens in Wireshark\)/)
    expect(session.name).toBe(`${id}.pcapng`)
    expect((await readFile(session.path)).equals(recorded)).toBe(true)
    const bytes = await download(shown, /^This stream’s bytes/)
    expect(bytes.name).toBe(`${id}.stream-1.bin`)
    expect((await readFile(bytes.path)).toString()).toBe('\0\0\0\x05hello\0\0\0\x05world')
    const messages = await download(shown, /^Messages as JSON lines/)
    expect(messages.name).toBe(`${id}.stream-1.jsonl`)
    const lines = (await readFile(messages.path, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { lane: 'message', start: 0, end: 9, header: 4 },
      { lane: 'message', start: 9, end: 18, header: 4 },
    ])
  })
}

test('the menu works with the keyboard, closes with Escape, and returns the focus', async ({ page }) => {
  await new LabPage(page).run()
  const button = page.getByRole('button', { name: 'More', exact: true })
  const items = page.getByRole('menu', { name: 'Export' }).getByRole('menuitem')
  const openByKeys = async () => {
    await button.focus()
    await page.keyboard.press('ArrowDown')
    const item = page.getByRole('menu', { name: 'More' }).getByRole('menuitem', { name: 'Export…' })
    await expect(item).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(item).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(items).toHaveCount(4)
  }
  await openByKeys()
  await expect(items.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(items.nth(3)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(items.nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await expect(button).toBeFocused()
  await openByKeys()
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await downloading).suggestedFilename()).toMatch(/\.pcapng$/)
})

test('the whole menu is visible on small screens', async ({ page }) => {
  await new LabPage(page).run()
  for (const viewport of [
    { width: 1024, height: 700 },
    { width: 720, height: 450 },
    { width: 400, height: 700 },
  ]) {
    await page.setViewportSize(viewport)
    await new LabPage(page).menu('Export…')
    const items = page.getByRole('menu', { name: 'Export' }).getByRole('menuitem')
    await expect(items).toHaveCount(4)
    for (const item of await items.all()) await expect(item).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
  }
})

test('axe finds nothing on an exported page, with its menu closed or open', async ({
  page,
  folder,
  browser,
}) => {
  await new LabPage(page).run()
  const path = await exportPage(page, folder)
  // axe adds a script of its own, which the file's policy refuses.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  const file = await context.newPage()
  await file.goto(pathToFileURL(path).href)
  await expect(new LabPage(file).counts).toContainText(['2 sends'])
  await new LabPage(file).menu('Export…')
  await expect(file.getByRole('menuitem').first()).toBeFocused()
  expect(await violations(file)).toEqual([])
  await context.close()
})

test('the command line writes the same page, also from a capture, and refuses to overwrite', async ({
  folder,
  openFile,
}) => {
  const capture = fileURLToPath(new URL('../packages/session/test/fixtures/plain.pcap', import.meta.url))
  const out = join(folder, 'plain.html')
  await unstick('export', capture, '--html', out)
  const { page: file } = await openFile(out)
  // By hand, in make.py: the client's 5 + 5 bytes in two segments.
  await expect(new LabPage(file).counts).toHaveText(['2 segments'])
  await expect(file.getByRole('complementary', { name: 'About this file' })).toContainText(
    /A capture made on/,
  )
  const { size } = await stat(out)
  expect(size).toBeLessThan(950_000)
  await expect(unstick('export', capture, '--html', out)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('FILE_UNWRITABLE'),
  })
})

test('two panes wait for the whole session in the file', async ({ page, folder, openFile }) => {
  const lab = new LabPage(page)
  await lab.run()
  const { page: file } = await openFile(await exportPage(page, folder))
  await file.addInitScript(() => {
    // The worker receives the session, and each piece of it, only after F2 was pressed.
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its own worker
    const { postMessage } = Worker.prototype
    const held: (() => void)[] = []
    const count = () => document.documentElement.setAttribute('data-held', `${held.length}`)
    Worker.prototype.postMessage = function (this: Worker, message: unknown) {
      const send = (): void => postMessage.call(this, message)
      const command =
        typeof message === 'object' && message !== null && 'command' in message && message.command
      if (command !== 'take' && command !== 'piece') send()
      else {
        held.push(send)
        count()
      }
    }
    addEventListener('keydown', ({ key }) => {
      if (key !== 'F2') return
      held.shift()?.()
      count()
    })
  })
  await file.reload()
  const refused = file.getByText('Comparing takes the whole file: it is still being read.')
  const timelines = file.getByRole('application')
  // Before the worker was asked, before the only piece, and before the message that it was the last.
  for (let step = 0; step < 3; step += 1) {
    await expect(file.locator('html')).toHaveAttribute('data-held', '1')
    await new LabPage(file).menu('ompar')
    await expect(refused).toBeVisible()
    await expect(timelines).toHaveCount(1)
    await file.getByRole('list', { name: 'Messages' }).getByRole('button', { name: 'Close' }).click()
    await expect(refused).toBeHidden()
    await file.keyboard.press('F2')
  }
  await expect(new LabPage(file).counts).toContainText(['2 sends'])
  await new LabPage(file).menu('Export…')
  await expect(file.getByRole('menuitem').first()).not.toContainText('still being read')
  await file.keyboard.press('Escape')
  await new LabPage(file).menu('ompar')
  await expect(file.getByRole('application', { name: /2 sends/ })).toHaveCount(2)
})

test('a file that the bridge does not have is exported from memory, without the kinds that only the bridge makes', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  await page.route('**/api/sessions?title=*', (route) =>
    route.fulfill({
      status: 507,
      json: { error: { code: 'DISK_FULL', message: 'The disk is full.' } },
    }),
  )
  await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
  await expect(page.getByText('plain.pcap is shown here, but it is not stored.')).toBeVisible()
  const { name, path } = await download(page, /^This stream’s bytes/)
  expect(name).toBe('plain.pcap.stream-1.bin')
  expect(await readFile(path, 'utf8')).toBe('helloworld')
  await new LabPage(page).menu('Export…')
  await expect(page.getByRole('menuitem')).toHaveText([/^This stream’s bytes/, /^Messages as JSON lines/])
})
