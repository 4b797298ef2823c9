// Where there is no private network: what the session says, and what is refused.
import { chmod, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { lengths, missing, performed } from '../../test/network-bench.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { searchPath } from '../tools.ts'
import { PrivateNetworks } from './private-networks.ts'

const folder = await temporaryFolder()

/** A PATH of one new folder, with these programs: nothing but their names, or a shell script each. */
const pathOf = async (programs: Readonly<Record<string, string>>): Promise<string> => {
  const path = await mkdtemp(join(folder, 'path-'))
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(path, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(path, name), 0o755)
  }
  return path
}

const all = { setpriv: '', unshare: '', ip: '' }
const on = (path: string) => new PrivateNetworks({ spare: false, path })
const run = (name = 'hello-world', conditions = {}) => prepareRun(name, conditions, 'none')

describe('without a tool', () => {
  it('a run is on the plain loopback, and its session says what is missing and what mends it', async () => {
    const { setpriv, unshare } = all
    const network = await on(await pathOf({ setpriv, unshare })).take(run('hello-world', { wait: 10 }))
    expect(network.words).toEqual({
      network: 'loopback',
      networkNote:
        "Nothing was captured: this run was on the machine's plain loopback. A private network needs ip: to install what is missing, run `sudo apt-get install iproute2`.",
    })
    const { session } = await performed(network)
    expect(session.header).toMatchObject(network.words)
    expect([lengths(session, 'send'), lengths(session, 'segment')]).toEqual([[5, 5], []])
  })

  it('what the experiment wanted of the network is said', async () => {
    const { words } = await on(await pathOf({})).take(run('nagle'))
    expect(words.networkNote).toContain(
      'to install what is missing, run `sudo apt-get install util-linux iproute2`. It ran without the delay of 10 ms.',
    )
  })

  it.each([
    { mtu: 9_000 },
    { rate: 64 },
    { delay: 5 },
    { jitter: 5 },
    { loss: 1 },
    { reorder: 1 },
    { duplicate: 1 },
    { seed: 2 },
  ])('%o is refused', async (conditions) => {
    const [key = ''] = Object.keys(conditions)
    await expect(on(await pathOf({})).take(run('hello-world', conditions))).rejects.toMatchObject({
      code: 'NETWORK_MISSING',
      message: expect.stringMatching(`^This run cannot set ${key}\\. A private network needs`) as string,
    })
  })
})

describe('where the system forbids namespaces', () => {
  it.each([
    'unshare: unshare failed: Operation not permitted',
    'unshare: write failed /proc/self/uid_map: Operation not permitted',
    'unshare: unshare failed: No space left on device',
  ])('"%s" is said, with what allows them', async (complaint) => {
    const path = await pathOf({ ...all, setpriv: `echo '${complaint}' >&2; exit 1` })
    const { words } = await on(path).take(run())
    expect(words.networkNote).toContain(
      `This system does not let its users make their own network (${complaint})`,
    )
    expect(words.networkNote).toMatch(/`(sudo sysctl -w|docker run) [^`]+`/)
  })

  it('another failure is said as it is', async () => {
    const path = await pathOf({ ...all, setpriv: 'echo setpriv: something else >&2; exit 1' })
    expect((await on(path).take(run())).words.networkNote).toContain(
      'The private network could not be made (setpriv: something else).',
    )
  })
})

describe.skipIf(missing.length > 0)('a machine that has nothing but util-linux and iproute2', () => {
  let built: BuiltCommand
  beforeAll(async () => {
    built = await BuiltCommand.make()
  })

  it('has a private network, and every setting of it', async () => {
    const path = await mkdtemp(join(folder, 'path-'))
    for (const name of ['sh', 'ip', 'unshare', 'setpriv']) await symlink(which(name), join(path, name))
    const settings = { delay: 5, jitter: 1, loss: 1, reorder: 1, duplicate: 1, rate: 1_000, mtu: 1_400 }
    const networks = new PrivateNetworks({ spare: false, helper: built.helper, path })
    const { session } = await performed(await networks.take(run('hello-world', settings)))
    expect(session.header).toMatchObject({ network: 'private' })
    expect(lengths(session, 'send')).toEqual([5, 5])
    expect(lengths(session, 'segment').length).toBeGreaterThan(0)
  })
})

const isRoot = process.getuid?.() === 0
if (!isRoot) console.log('not root: a machine whose kernel settings are read-only was not tested')

describe.skipIf(missing.length > 0 || !isRoot)('a container, whose kernel settings are read-only,', () => {
  it('has a private network too, and its session says that small sends may be joined', async () => {
    const built = await BuiltCommand.make()
    const file = join(folder, 'read-only.pcapng')
    const readOnly = 'mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys && exec "$@"'
    const { code, stdout } = await built.run(['lab', 'hello-world', '--json', '--record', file], '', [
      'unshare',
      '-m',
      'sh',
      '-c',
      readOnly,
      'sh',
    ])
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.includes('"lane":"segment"'))).toHaveLength(2)
    const session = new Session()
    session.push(await readFile(file))
    session.end()
    expect(session.header?.network).toBe('private')
    expect(session.header?.networkNote).toContain('autocorking')
  })
})

/** Its own file, and not a folder in which other programs are too. */
const which = (name: string): string => {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], {
    env: { ...process.env, PATH: searchPath(process.env.PATH) },
    encoding: 'utf8',
  })
  return stdout.trim()
}
