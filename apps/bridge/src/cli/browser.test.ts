// The browser is opened by programs whose arguments every user sees.
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { openersFolder } from './openers-folder.ts'
import { sweepRedirects, writeRedirect } from './redirect-file.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unstick-open-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true })
})

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)

/** A program on PATH of that name. */
const fake = async (name: string, script: string): Promise<void> => {
  await mkdir(join(root, 'bin'), { recursive: true })
  await writeFile(join(root, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}
const path = (): string => `${join(root, 'bin')}:${process.env.PATH ?? ''}`

/** What comes before a command, so that it has a terminal. */
const onTerminal = ['python3', '-c', 'import pty, sys; pty.spawn(sys.argv[1:])']
const hasPty = spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0

describe.skipIf(!hasPty || process.platform !== 'linux')(
  'a start at a desktop (needs python3 and Linux)',
  () => {
    it('gives the opener a file that leads to the page, and not the token', async () => {
      const command = await BuiltCommand.make()
      const seen = join(root, 'seen')
      await fake(
        'xdg-open',
        `printf '%s\\n' "$@" > ${seen}.part; mv ${seen}.part ${seen}; echo opened-it >&2`,
      )
      await fake('xdg-settings', 'echo some-browser.desktop')
      const child = command.start(
        ['--port', '0', '--sessions', join(root, 'sessions')],
        {
          PATH: path(),
          UNSTICK_HOME: join(root, 'home'),
          DISPLAY: ':0',
          CI: undefined,
          SSH_CONNECTION: undefined,
          WSL_DISTRO_NAME: undefined,
        },
        onTerminal,
      )
      const over = ended(child)
      const [address = ''] = await waitFor(child.stdout, /http:\S+\/\?token=[\w-]+/)
      const argv = await vi.waitFor(() => readFile(seen, 'utf8'), { timeout: 20_000, interval: 50 })
      child.kill('SIGTERM')
      await over
      expect(argv).toMatch(/^file:\/\/\S+\.html\n$/)
      expect(argv).not.toContain(new URL(address).searchParams.get('token'))
      const file = fileURLToPath(argv.trim())
      expect([await modeOf(file), await modeOf(dirname(file))]).toEqual(['600', '700'])
      expect(dirname(file)).toBe(join(root, 'home', 'open'))
      const page = await readFile(file, 'utf8')
      expect(page).toContain(`<meta http-equiv="refresh" content="0;url=${address}" />`)
      expect(page).toContain(`<a href="${address}">`)
      expect(page).toContain('<meta name="referrer" content="no-referrer" />')
    }, 60_000)
  },
)

it('a file that has led somewhere for a minute is removed, another stays', async () => {
  const folder = join(root, 'open')
  const [old, fresh] = [
    await writeRedirect(folder, 'http://a/?x=1&y=2'),
    await writeRedirect(folder, 'http://b/'),
  ]
  expect(await readFile(old, 'utf8')).toContain('url=http://a/?x=1&amp;y=2"')
  const then = Date.now() / 1_000 - 60
  await utimes(old, then, then)
  await sweepRedirects(folder)
  expect((await readdir(folder)).map((name) => join(folder, name))).toEqual([fresh])
  await sweepRedirects(join(root, 'nowhere'))
})

describe('the file lies', () => {
  it('among a snap’s own files where the desktop’s browser is from a snap', async () => {
    vi.stubEnv('PATH', path())
    vi.stubEnv('HOME', root)
    const snaps = join(root, 'snaps')
    await mkdir(snaps)
    await mkdir(join(root, 'snap', 'firefox', 'common'), { recursive: true })
    await fake('xdg-settings', 'echo firefox_firefox.desktop')
    expect(await openersFolder(join(root, 'home'), snaps)).toBe(join(root, 'home', 'open'))
    await writeFile(join(snaps, 'firefox_firefox.desktop'), '')
    expect(await openersFolder(join(root, 'home'), snaps)).toBe(
      join(root, 'snap', 'firefox', 'common', 'unstick-open'),
    )
  })
})
