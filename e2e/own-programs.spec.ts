// A person's own server and client under `unstick run`, followed live in a real browser: growth, names, the finding,
// framing, stop, replay and export.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, hasVisited, isLetIn, test as base } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const program = fileURLToPath(new URL('../apps/bridge/bin/unstick.js', import.meta.url))

/** `unstick run` with its page. */
class OwnRun {
  readonly child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(folder: string, words: readonly string[]) {
    const options = ['--no-open', '--port', '0', '--sessions', join(folder, 'sessions')]
    this.child = spawn(process.execPath, [program, 'run', ...options, ...words], {
      cwd: folder,
      env: { ...process.env, UNSTICK_HOME: folder, NODE_EXTRA_CA_CERTS: '' },
      stdio: ['pipe', 'inherit', 'pipe'],
    })
    if (!this.child.stderr) throw new Error('it has no standard error')
    this.#lines = createInterface({ input: this.child.stderr })[Symbol.asyncIterator]()
  }

  /** The first match among the lines that it says from now on. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const line = await this.#lines.next()
      if (line.done === true) throw new Error(`it ended without ${String(pattern)}`)
      const match = pattern.exec(line.value)
      if (match) return match
    }
  }

  /** Ends it as Ctrl+C does. Resolves with its exit code. */
  async interrupt(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const over = once(this.child, 'exit') as Promise<[number | null]>
    this.child.kill('SIGINT')
    const [code] = await over
    return code
  }
}

const test = base.extend<{ readonly folder: string; readonly start: (...words: string[]) => OwnRun }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'unstick-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  start: async ({ folder }, use) => {
    const runs: OwnRun[] = []
    await use((...words) => {
      const run = new OwnRun(folder, words)
      runs.push(run)
      return run
    })
    for (const run of runs) await run.interrupt()
  },
})

/** Answers each line that it got; it takes one recv for one message until the folder has a file `fixed`. */
const SERVER = `
import os, socket, struct, sys, time
def read(connection, count):
    data = b''
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece: return None
        data += piece
    return data
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 0))
listener.listen()
with open('port', 'w') as file: file.write(str(listener.getsockname()[1]))
os.rename('port', 'port.txt')
connection, _ = listener.accept()
while not os.path.exists('sent'): time.sleep(0.005)
print(connection.recv(1024), flush=True)
while connection.recv(1024): pass
`

/** Sends two messages at once, each after its length, and a third one when it is told to. */
const CLIENT = `
import os, socket, struct, time
while not os.path.exists('port.txt'): time.sleep(0.005)
with open('port.txt') as file: port = int(file.read())
connection = socket.create_connection(('127.0.0.1', port))
for text in (b'hello', b'world'): connection.send(struct.pack('!I', len(text)) + text)
with open('sent', 'w'): pass
while not os.path.exists('more'): time.sleep(0.005)
connection.send(struct.pack('!I', 5) + b'again')
while not os.path.exists('over'): time.sleep(0.005)
connection.close()
`

test('two programs are followed live, with their names, the finding, framing, replay and export', async ({
  browser,
  folder,
  start,
}) => {
  await writeFile(join(folder, 'server.py'), SERVER)
  await writeFile(join(folder, 'client.py'), CLIENT)
  const run = start('python3 server.py', 'python3 client.py')
  const [, address = ''] = await run.says(/(http:\S+)/)
  const context = await browser.newContext()
  await hasVisited(context)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(address)
  await isLetIn(page)
  const lab = new LabPage(page)

  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
  await expect(page.getByText('client.py → server.py').first()).toBeVisible()
  // No experiment of the lab is beside it, because none belongs to it.
  const views = page.getByRole('navigation', { name: 'Views' })
  await expect(views.getByRole('button', { name: 'Sessions' })).toHaveAttribute('aria-current', 'page')
  await writeFile(join(folder, 'more'), '')
  await expect(lab.counts).toContainText(['3 sends', '2 recvs'])
  await lab.tab('Findings')
  await expect(lab.inspector).toContainText(/2 (sends|segments) arrived in 1 recv/)
  // The calls and what the server printed are beside the picture.
  await lab.tab('Programs')
  const calls = page.getByRole('region', { name: 'Calls' })
  await expect(calls.getByRole('button')).toHaveCount(5)
  await expect(calls).toContainText('recvfrom(1024) = 18')
  await expect(calls).toContainText('client.py')
  await expect(lab.inspector).toContainText(String.raw`b'\x00\x00\x00\x05hello\x00\x00\x00\x05world'`)

  await lab.setFraming('on')
  await expect(lab.counts).toContainText(['3 messages'])
  await writeFile(join(folder, 'over'), '')
  await run.says(/All commands have ended/)
  await page.getByRole('button', { name: 'To the start' }).click()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Replay' }).or(page.locator('footer'))).toContainText(
    'send #1',
  )
  expect(await violations(page)).toEqual([])

  await new LabPage(page).menu('Export…')
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /pcapng/ }).click()
  const file = await (await downloading).path()
  expect((await readFile(file)).subarray(0, 4)).toEqual(Buffer.from('0a0d0d0a', 'hex'))
  expect(errors).toEqual([])
  expect(await run.interrupt()).toBe(0)
  await context.close()
})

/** The page at the address that a run prints, in a browser of its own. */
const openedOn = async (
  browser: Browser,
  run: OwnRun,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const [, address = ''] = await run.says(/(http:\S+)/)
  const context = await browser.newContext()
  await hasVisited(context)
  const page = await context.newPage()
  await page.goto(address)
  await isLetIn(page)
  return { context, page }
}

test('a program that is stopped from the terminal ends, and its page shows what it did', async ({
  browser,
  folder,
  start,
}) => {
  await writeFile(join(folder, 'server.py'), SERVER)
  await writeFile(join(folder, 'client.py'), CLIENT)
  const run = start('python3 server.py', 'python3 client.py')
  const { context, page } = await openedOn(browser, run)
  await expect(new LabPage(page).counts).toContainText(['2 sends', '1 recv'])
  // As Python ends at Ctrl+C.
  expect(await run.interrupt()).toBe(130)
  await expect(page.getByRole('status', { name: 'Connection' })).not.toBeEmpty()
  await expect(new LabPage(page).counts).toContainText(['2 sends', '1 recv'])
  await context.close()
})

/** Twelve messages of different lengths to a server that only reads. */
const MANY = `
import os, socket, struct, time
while not os.path.exists('port.txt'): time.sleep(0.005)
with open('port.txt') as file: port = int(file.read())
connection = socket.create_connection(('127.0.0.1', port))
with open('sent', 'w'): pass
for count in range(12):
    text = b'message' * (count + 1)
    connection.send(struct.pack('!I', len(text)) + text)
connection.close()
`

test('at the end of a run without a framing the page says what the bytes look like', async ({
  browser,
  folder,
  start,
}) => {
  await writeFile(join(folder, 'server.py'), SERVER)
  await writeFile(join(folder, 'client.py'), MANY)
  const run = start('python3 server.py', 'python3 client.py')
  const { context, page } = await openedOn(browser, run)
  const line = page.getByRole('status', { name: 'Guessed framing' })
  await expect(line).toContainText(
    'Looks like a 4-byte length in front: 12 of 12 messages fit in what the client sent.',
  )
  await line.getByRole('button', { name: 'Use it' }).click()
  await expect(new LabPage(page).counts).toContainText(['12 messages whole'])
  await context.close()
})

test('a run may have a framing for each port: the page shows the plan, and the session keeps it', async ({
  browser,
  folder,
  start,
}) => {
  await writeFile(join(folder, 'server.py'), SERVER)
  await writeFile(join(folder, 'client.py'), MANY)
  const run = start('--framing', '5432=postgres,*=length:u32be', 'python3 server.py', 'python3 client.py')
  const { context, page } = await openedOn(browser, run)
  await expect(new LabPage(page).counts).toContainText(['12 messages whole'])
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue(
    '5432=postgres,*=length:u32be',
  )
  // Without a framing in the link, the session's header says it.
  await page.goto(`${new URL(page.url()).origin}/?session=${new LabPage(page).session ?? ''}`)
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue(
    '5432=postgres,*=length:u32be',
  )
  await context.close()
})
