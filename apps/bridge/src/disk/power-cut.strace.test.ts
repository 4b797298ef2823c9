// The promises of ARCHITECTURE.md about a power cut, checked with the kernel's own account: what was on the disk when the
// bridge answered.
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand, waitFor } from '../../test/built-command.ts'
import { type Said, saidOf, straced } from '../../test/disk-model.ts'
import { followToEnd } from '../../test/follow-to-end.ts'
import { descendantsOf } from '../../test/process-tree.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace) console.log('strace is missing: what survives a power cut was not looked at')

const capture = Buffer.concat([
  sessionHeaderBlock({ title: 'by hand' }),
  callInterfaceBlock('client'),
  callBlock(0, {
    name: 'send',
    args: ['5'],
    result: 5,
    transport: 'tcp',
    local: { address: '127.0.0.1', port: 5000 },
    remote: { address: '127.0.0.1', port: 8080 },
    start: 1_795_357_800_000_000_000n,
    duration: 1_000n,
    payload: Buffer.from('hello'),
  }),
])

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

describe.skipIf(!hasStrace)('after a power cut at the moment of the answer', () => {
  const home = () => join(folder, 'home')
  const sessions = () => join(home(), 'sessions')
  const file = (id: string) => join(sessions(), `${id}.pcapng`)
  const trashed = () => join(sessions(), '.trash', `${imported}.deleted-${deletion}.pcapng`)
  let said: readonly Said[]
  let imported: string
  let run: string
  let deletion: string

  beforeAll(async () => {
    const prefix = join(folder, 'bridge')
    const environment = { UNSTICK_HOME: home() }
    // Without tools the run uses the plain loopback, because a private network is slow under strace.
    const before = [...straced(prefix), 'env', `PATH=${folder}`]
    const child = unstick.start(['--port', '0', '--no-open'], environment, before)
    child.stderr?.resume()
    const [, origin = '', token = ''] = await waitFor(child.stdout, /(http:\S+)\/\?token=(\S+)/)
    const ask = async (path: string, method: string, body?: Uint8Array<ArrayBuffer> | object) => {
      const isBytes = body instanceof Uint8Array
      const type = isBytes ? 'application/octet-stream' : 'application/json'
      const answer = await fetch(`${origin}/api/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': type }) },
        ...(body && { body: isBytes ? body : JSON.stringify(body) }),
      })
      return { status: answer.status, text: await answer.text() }
    }
    const idOf = ({ text }: { text: string }, key: string) =>
      String((JSON.parse(text) as Record<string, unknown>)[key])
    imported = idOf(await ask('sessions?title=by+hand', 'POST', new Uint8Array(capture)), 'id')
    const asked = { experiment: 'hello-world', conditions: { wait: 10 }, framing: 'none' }
    run = idOf(await ask('runs', 'POST', asked), 'session')
    await followToEnd(`${origin}/api/sessions/${run}/follow`, token)
    await ask(`sessions/${run}`, 'PATCH', { title: 'renamed' })
    deletion = idOf(await ask(`sessions/${imported}`, 'DELETE'), 'deletion')
    await ask(`sessions/${imported}/restore`, 'POST')
    const over = once(child, 'close')
    // strace forwards no signal.
    for (const { id } of descendantsOf(child.pid ?? 0)) process.kill(id, 'SIGINT')
    await over
    said = saidOf(prefix)
  }, 60_000)

  const answers = (status: string) => said.filter(({ text }) => text.includes(`HTTP/1.1 ${status}`))

  it('an imported session is there', () => {
    const [importing] = answers('201')
    expect(importing?.survives(file(imported))).toBe(true)
  })

  it('a run is there once its followers get its end', () => {
    const ends = said.filter(({ text }) => text.includes(String.raw`{\"type\":\"end\"`))
    expect(ends.map(({ survives }) => survives(file(run)))).toEqual([true])
  })

  it('a session has its new title', () => {
    const [renamed] = answers('200')
    expect(renamed?.survives(file(run))).toBe(true)
  })

  it('a deleted session is in the trash and no longer in the folder', () => {
    const [, deleted] = answers('200')
    expect(deleted?.isGone(file(imported))).toBe(true)
    expect(deleted?.survives(trashed())).toBe(true)
  })

  it('a session that was brought back is there, and only once', () => {
    const [, , restored] = answers('200')
    expect(restored?.survives(file(imported))).toBe(true)
    expect(restored?.isGone(trashed())).toBe(true)
  })

  it('no session is ever there without its bytes', async () => {
    const names = (await readdir(sessions())).filter((name) => name.endsWith('.pcapng'))
    expect(names).toHaveLength(2)
    for (const { text, survives, isGone } of said)
      for (const name of names) {
        const path = join(sessions(), name)
        // A recording in progress is the only file whose name exists before its bytes.
        if (path !== file(run)) expect(isGone(path) || survives(path), text).toBe(true)
      }
  })
})
