// Who a person's programs are in their private network, and what is left when whoever started it is killed: for root, for
// root in a container, and for an ordinary user.
import { once } from 'node:events'
import { chmod, chown, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltCommand, waitFor } from '../../test/built-command.ts'
import { missing } from '../../test/network-bench.ts'
import { buildInNetwork, cameOf, type NetworkOrder, plainWire } from '../../test/program-bench.ts'
import { whoAmI } from '../../test/python-programs.ts'
import { descendantsOf, isThere } from '../../test/process-tree.ts'
import { findTools } from '../tools.ts'

const LONG = 120_000

/** Where the machine's own code is, which no bundle holds. */
const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))
const asRoot = process.getuid?.() === 0
if (!asRoot) console.log('not root: programs were tested as those of an ordinary user alone')
const tools = await findTools(process.env.PATH ?? '')
const hasStrace = tools.some(({ name, present }) => name === 'strace' && present)

let built: BuiltCommand
let folder: string
beforeAll(async () => {
  // Everybody may read it.
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  await chmod(folder, 0o755)
  const alone = join(folder, 'built')
  built = await (await buildInNetwork()).copyTo(alone)
  await chmod(alone, 0o755)
  for (const name of ['koffi', '@koromix'])
    await cp(join(modules, name), join(alone, 'node_modules', name), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all']
/** As in a container that hides parts of `/proc`. */
const masked = ['unshare', '--mount', 'sh', '-c', 'mount --bind /dev/null /proc/cpuinfo && exec "$@"', 'sh']
const someone = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]

const people = [
  { who: 'whoever runs the tests', before: [], ids: someone },
  ...(asRoot
    ? [
        {
          who: 'root that may make no network',
          before: ['setpriv', '--bounding-set=-net_admin'],
          ids: [0, 0],
        },
        { who: 'an ordinary user', before: nobody, ids: [65534, 65534] },
        {
          who: 'an ordinary user where parts of /proc are hidden',
          before: [...masked, ...nobody],
          ids: [65534, 65534],
        },
      ]
    : []),
]

interface Who {
  readonly user: number
  readonly group: number
  readonly owner: number
  readonly proc: boolean
  readonly changed: string
  readonly entered: number
}

/** A folder of their own, as somebody's home is. */
const homeOf = async ([user = 0, group = 0]: readonly number[]): Promise<string> => {
  const home = await mkdtemp(join(folder, 'home-'))
  await chown(home, user, group)
  return home
}

const order = (home: string, command: readonly string[]): NetworkOrder => ({
  layout: 'one-host',
  settings: plainWire,
  commands: [command],
  file: join(home, 'packets.pcapng'),
})

describe.skipIf(missing.length > 0).each(people)('a program of $who', ({ before, ids }) => {
  it(
    'is its own person, writes to its own files, and can change nothing of the network',
    async () => {
      const home = await homeOf(ids)
      const { printed } = await cameOf(built, order(home, whoAmI(join(home, 'file'))), before)
      const who = JSON.parse(printed[0] ?? '') as Who
      expect([who.user, who.group, who.owner]).toEqual([...ids, ids[0]])
      expect((await stat(join(home, 'file'))).uid).toBe(ids[0])
      expect(who.changed).toBe('RTNETLINK answers: Operation not permitted')
      expect(who.entered).not.toBe(0)
      // Its own number is that of /proc.
      expect(who.proc).toBe(true)
    },
    LONG,
  )

  it.skipIf(!hasStrace)(
    'is traced by strace, which names its sockets',
    async () => {
      const home = await homeOf(ids)
      const trace = join(home, 'trace')
      const text = `import socket
server = socket.create_server(('127.0.0.1', 9000))
socket.create_connection(('127.0.0.1', 9000)).sendall(b'seen')`
      const strace = ['strace', '-f', '--seccomp-bpf', '-yy', '-Y', '-e', 'trace=%network', '-o', trace, '--']
      await cameOf(built, order(home, [...strace, '/usr/bin/env', 'python3', '-c', text]), before)
      expect(await readFile(trace, 'utf8')).toMatch(
        /^\d+<python3> sendto\(\d+<TCP:\[127\.0\.0\.1:\d+->127\.0\.0\.1:9000\]>, "seen", 4, /m,
      )
    },
    LONG,
  )

  // Where parts of /proc are hidden, the runner itself ends what it started (see trace/runner.ts).
  it.skipIf(before.includes('--mount'))(
    'ends with whoever started the network, and so does all else',
    async () => {
      const home = await homeOf(ids)
      const waits = ['sh', '-c', 'trap "" TERM INT HUP; (setsid sleep 1000 &); echo here >&2; sleep 1000']
      const outer = built.start([JSON.stringify(order(home, waits))], {}, before)
      await waitFor(outer.stderr, /here/)
      const started = descendantsOf(outer.pid ?? 0).map(({ id }) => id)
      expect(started.length).toBeGreaterThanOrEqual(5)
      outer.kill('SIGKILL')
      await once(outer, 'exit')
      await expect.poll(() => started.filter(isThere), { timeout: 10_000 }).toEqual([])
    },
    LONG,
  )
})
