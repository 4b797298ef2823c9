// What a private network leaves behind when it, or the bridge, is killed: nothing.
import { once } from 'node:events'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, waitFor } from '../../test/built-command.ts'
import { lengths, missing, performed } from '../../test/network-bench.ts'
import { descendantsOf, helperOf, isThere, processesWith } from '../../test/process-tree.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { PrivateNetworks } from './private-networks.ts'

const built = await BuiltCommand.make()
const folder = await temporaryFolder()

const longRun = () => prepareRun('hello-world', { wait: 10_000 }, 'none')
const shortRun = () => prepareRun('hello-world', {}, 'none')

describe.skipIf(missing.length > 0)('a helper that is killed', () => {
  it('in mid-run comes as a sentence, keeps what was recorded, and the next run has a network again', async () => {
    const networks = new PrivateNetworks({ spare: false, helper: built.helper })
    const network = await networks.take(longRun())
    const helper = descendantsOf(process.pid).find(({ command }) => command === 'node')
    const blocks: Uint8Array[] = []
    const sink = {
      append: (block: Uint8Array) => {
        blocks.push(block)
        if (helper && blocks.length === 3) process.kill(helper.id, 'SIGKILL')
      },
      room: () => Promise.resolve(),
    }
    await expect(network.perform(sink, new AbortController().signal)).rejects.toMatchObject({
      code: 'NETWORK_LOST',
    })
    expect(blocks.length).toBeGreaterThanOrEqual(3)
    await network.leave()
    expect(descendantsOf(process.pid).filter(({ command }) => command === 'node')).toEqual([])
    const { session } = await performed(await networks.take(shortRun()))
    expect(lengths(session, 'segment')).toEqual([5, 5])
  })

  it('loses its wire, and the sentence says so', async () => {
    const networks = new PrivateNetworks({ spare: false, helper: built.helper })
    const network = await networks.take(shortRun())
    const [wire] = descendantsOf(helperOf(process.pid))
    let killed = false
    const sink = {
      append: () => {
        if (wire && !killed) process.kill(wire.id, 'SIGKILL')
        killed = true
      },
      room: () => Promise.resolve(),
    }
    await expect(network.perform(sink, new AbortController().signal)).rejects.toMatchObject({
      code: 'NETWORK_LOST',
      message: expect.stringContaining('the wire ended with SIGKILL') as unknown,
    })
    await network.leave()
  })

  it('while it is idle is replaced for the next run', async () => {
    const networks = new PrivateNetworks({ spare: true, helper: built.helper })
    await performed(await networks.take(shortRun()))
    const spare = () => descendantsOf(process.pid).find(({ command }) => command === 'node')
    await expect.poll(spare, { timeout: 10_000 }).toBeDefined()
    process.kill(spare()?.id ?? 0, 'SIGKILL')
    const { session } = await performed(await networks.take(shortRun()))
    expect(lengths(session, 'segment')).toEqual([5, 5])
    await networks.close()
    expect(descendantsOf(process.pid).filter(({ command }) => command === 'node')).toEqual([])
  })
})

/** A bridge in the middle of a run, with all that it started. */
const bridgeInMidRun = async () => {
  const bridge = built.start(['--no-open', '--port', '0', '--sessions', join(folder, 'sessions')], {
    UNSTICK_HOME: folder,
  })
  const [, address = ''] = await waitFor(bridge.stdout, /(http:\S+)/)
  const { origin, searchParams } = new URL(address)
  await fetch(`${origin}/api/runs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${searchParams.get('token') ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ experiment: 'hello-world', conditions: { wait: 10_000 }, framing: 'none' }),
  })
  const started = descendantsOf(bridge.pid ?? 0)
  const helper = helperOf(bridge.pid ?? 0)
  return { bridge, started: started.map(({ id }) => id), helper }
}

describe.skipIf(missing.length > 0)('a bridge that is killed in mid-run', () => {
  it('leaves no process and no namespace', async () => {
    const { bridge, started } = await bridgeInMidRun()
    expect(started.length).toBeGreaterThanOrEqual(3)
    bridge.kill('SIGKILL')
    await once(bridge, 'exit')
    await expect.poll(() => started.filter(isThere), { timeout: 10_000 }).toEqual([])
    expect(processesWith(folder)).toEqual([])
  })

  it('leaves none either where the helper is stopped and cannot see it', async () => {
    const { bridge, started, helper } = await bridgeInMidRun()
    process.kill(helper, 'SIGSTOP')
    bridge.kill('SIGKILL')
    await once(bridge, 'exit')
    await expect.poll(() => started.filter(isThere), { timeout: 10_000 }).toEqual([])
    expect(processesWith(folder)).toEqual([])
  })

  it('and one that is asked to end leaves none', async () => {
    const { bridge, started } = await bridgeInMidRun()
    bridge.kill('SIGTERM')
    await once(bridge, 'exit')
    expect(started.filter(isThere)).toEqual([])
  })
})

/** Where the machine's own code is, which no bundle holds. */
const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))
const asRoot = process.getuid?.() === 0
if (!asRoot) console.log('not root: every test here is that of an ordinary user')

describe.skipIf(missing.length > 0 || !asRoot)('an ordinary user', () => {
  it('has a private network too', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'unstick-'))
    await chmod(copy, 0o755)
    const alone = await built.copyTo(copy)
    for (const name of ['koffi', '@koromix'])
      await cp(join(modules, name), join(copy, 'node_modules', name), { recursive: true })
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all']
    const { code, stdout, stderr } = await alone.run(['lab', 'hello-world', '--json'], '', nobody)
    await rm(copy, { recursive: true })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => line.includes('"lane":"segment"'))).toHaveLength(2)
  })
})
