// The built bridge as a person starts it, with its own sessions folder, and a page that has opened it. Every test ends by
// checking that the page's console stayed free of errors.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test'
import { InTurn } from './in-turn.ts'
import { hearLate } from './late.ts'

const program = fileURLToPath(new URL('../apps/bridge/bin/unstick.js', import.meta.url))

interface Start {
  /** The command and its file. Without them: serve. */
  readonly words?: readonly string[]
  /** The beginning of its standard input. */
  readonly input?: Uint8Array
  /** The sessions are on a separate disk with this many KiB left, in a namespace that may mount one. */
  readonly room?: number
}

/** Mounts the sessions' small disk, fills it except for that room, and becomes the command that follows. */
const onSmallDisk = (sessions: string, room: number): string[] => [
  'unshare',
  '-Urm',
  'sh',
  '-c',
  'mkdir "$0" && mount -t tmpfs -o size=64k none "$0" && head -c "$1" /dev/zero > "$0/filler" && shift && exec "$@"',
  sessions,
  `${(64 - room) * 1024}`,
]

export class Bridge {
  readonly home: string
  readonly #start: Start
  #child: ChildProcess | undefined
  #address: URL | undefined
  #wasKilled = false

  private constructor(home: string, start: Start) {
    this.home = home
    this.#start = start
  }

  static async start(start: Start = {}): Promise<Bridge> {
    const bridge = new Bridge(await mkdtemp(join(tmpdir(), 'unstick-e2e-')), start)
    await bridge.start()
    return bridge
  }

  /** The address that was printed, with its token. */
  get address(): string {
    if (!this.#address) throw new Error('the bridge was not started')
    return this.#address.href
  }

  /** The bridge's origin, without the token. */
  get origin(): string {
    return new URL(this.address).origin
  }

  /** What a program shows that asks by itself. */
  get headers(): { readonly authorization: string } {
    return { authorization: `Bearer ${new URL(this.address).searchParams.get('token') ?? ''}` }
  }

  get port(): number {
    return Number(new URL(this.address).port)
  }

  get sessions(): string {
    return join(this.home, 'sessions')
  }

  /** Writes to its standard input as fast as it takes it; `undefined` ends the input. */
  async feed(bytes: Uint8Array | undefined): Promise<void> {
    const { stdin } = this.#child ?? {}
    if (!stdin) throw new Error('the bridge was not started')
    if (bytes === undefined) stdin.end()
    else if (!stdin.write(bytes)) await once(stdin, 'drain')
  }

  /** Starts it. After a `kill`, it gets the port that it had. */
  async start(): Promise<void> {
    const port = this.#address?.port ?? '0'
    const { words = [], input, room } = this.#start
    const [command = '', ...rest] = [
      ...(room === undefined ? [] : onSmallDisk(this.sessions, room)),
      process.execPath,
      program,
      ...words,
      ...['--no-open', '--port', port, '--sessions', this.sessions],
    ]
    const child = spawn(command, rest, {
      // If this variable is set, reading these certificates, which nothing here needs, takes a third of the start.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: '', UNSTICK_HOME: this.home },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child = child
    if (input) await this.feed(input)
    for await (const line of createInterface({ input: child.stdout })) {
      this.#address = new URL(line)
      return
    }
    throw new Error('the bridge ended before it printed its address')
  }

  get wasKilled(): boolean {
    return this.#wasKilled
  }

  /** Whether it has a session's file open. Without /proc nobody knows, so it may. */
  async isRecording(): Promise<boolean> {
    const folder = `/proc/${this.#child?.pid ?? 0}/fd`
    const open = await readdir(folder).catch(() => undefined)
    if (!open) return true
    // A file may be closed between the two looks.
    const paths = await Promise.all(open.map((file) => readlink(join(folder, file)).catch(() => '')))
    return paths.some((path) => path.startsWith(this.sessions) && path.endsWith('.pcapng'))
  }

  /** Removes all sessions, also the deleted ones. */
  async forgetSessions(): Promise<void> {
    for (const folder of [this.sessions, join(this.sessions, '.trash')])
      for (const name of await readdir(folder))
        if (!name.startsWith('.')) await rm(join(folder, name), { recursive: true })
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.#wasKilled = true
    const child = this.#child
    if (child?.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async end(): Promise<void> {
    await this.kill()
    await rm(this.home, { recursive: true, force: true })
  }
}

/** Makes a fresh browser look as if it had opened the page before: the page begins with the welcome, not with a run. */
export const hasVisited = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    // A page without an origin has no storage.
    if (location.origin !== 'null') localStorage.setItem('unstick.visited', 'yes')
  })
}

/**
 * Makes a browser that is never idle, so that the page loads a late part only when it is shown. All of them take a fifth of
 * the processor time of a test. A test in which the bridge ends has the tag @idle: by then the parts must be there.
 */
const neverIdle = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
}

/** Resolves once the browser has the page's key: from then on it needs no token. */
export const isLetIn = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('unstick')
        // It is the page that makes it.
        opening.onupgradeneeded = () => opening.transaction?.abort()
        opening.onerror = () => resolve(false)
        opening.onsuccess = () => {
          const asked = opening.result.transaction('page').objectStore('page').count()
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result > 0)
          }
        }
      }),
  )
}

/** Resolves once the page with its lab is there: before that it takes no keys and no files. */
export const isThere = async (page: Page): Promise<void> => {
  await expect(page.getByRole('navigation', { name: 'Experiments' })).toBeVisible()
}

interface Fixtures {
  readonly bridge: Bridge
  /** Whether the bridge serves this test alone. A test that looks at the list of sessions has the tag @own-bridge. */
  readonly ownBridge: boolean
  /** Whether the browser is ever idle. A test that needs it has the tag @idle. */
  readonly idle: boolean
  /** Console errors that the test expects, as parts of their text: a refused request, a bridge that was killed. */
  readonly expectedErrors: string[]
  /** Whether the browser has had the page open before. */
  readonly visited: boolean
  /** The axis of the page that a test begins with. Most tests are about bytes, and a page of its own opens by time. */
  readonly axis: 'time' | 'bytes'
}

export const test = base.extend<Fixtures, { readonly bridges: InTurn<Bridge> }>({
  bridges: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const bridges = new InTurn(() => Bridge.start())
      await use(bridges)
      await bridges.end()
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  ownBridge: async ({}, use, { tags }) => {
    await use(tags.includes('@own-bridge'))
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  idle: async ({}, use, { tags }) => {
    await use(tags.includes('@idle'))
  },
  bridge: async ({ bridges, ownBridge }, use) => {
    const bridge = ownBridge ? await Bridge.start() : await bridges.take()
    await use(bridge)
    if (ownBridge) await bridge.end()
    else await bridges.giveBack(bridge)
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  expectedErrors: async ({}, use) => {
    await use([])
  },
  visited: [true, { option: true }],
  axis: ['bytes', { option: true }],
  page: async ({ page, bridge, idle, expectedErrors, visited, axis }, use) => {
    if (!idle) await neverIdle(page.context())
    if (visited) await hasVisited(page.context())
    if (process.env.E2E_LATE) await hearLate(page.context(), Number(process.env.E2E_LATE))
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
    })
    // A part of the page that could not be loaded is an error with a message and an empty stack.
    page.on('pageerror', (error) => errors.push(error.stack || String(error)))
    // A first visit begins without a link.
    await page.goto(visited && axis === 'bytes' ? `${bridge.address}&axis=bytes` : bridge.address)
    await isLetIn(page)
    await isThere(page)
    await use(page)
    expect(errors.filter((error) => !expectedErrors.some((part) => error.includes(part)))).toEqual([])
  },
})

export { expect }
