// A disk that is really full: a tiny tmpfs, mounted in a namespace of its own, where the command line runs.
import { spawn, spawnSync } from 'node:child_process'
import { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { followToEnd } from '../../test/follow-to-end.ts'
import { countNumbered, numberedBlock, opening } from '../../test/numbered-blocks.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const inNamespace = ['-Urm', 'sh', '-c']
const canMount =
  spawnSync('unshare', [...inNamespace, 'mount -t tmpfs none /mnt'], { stdio: 'ignore' }).status === 0
if (!canMount) console.log('unshare -Urm cannot mount here: recording on a full disk was not tested')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** The beginning of a shell script: the current folder is now a disk with `free` KiB left. */
const diskWith = (free: number): string => `
  mount -t tmpfs -o size=64k none '${folder}' && cd '${folder}'
  head -c ${(64 - free) * 1024} /dev/zero > filler`

/** Runs the lab with a recording to `disk/run.pcapng` on a disk with `free` KiB left, then prints the file. */
const record = (free: number, args: string): { code: number; said: string; file: Uint8Array } => {
  const script = `${diskWith(free)}
    said=$('${process.execPath}' '${unstick.main}' lab hello-world ${args} --record run.pcapng 2>&1 >/dev/null)
    echo $? >&2; echo "$said" >&2; cat run.pcapng 2>/dev/null || true`
  const { stdout, stderr } = spawnSync('unshare', [...inNamespace, script])
  const [code = '', ...said] = stderr.toString().split('\n')
  return { code: Number(code), said: said.join('\n'), file: stdout }
}

const sessionOf = (file: Uint8Array): Session => {
  const session = new Session()
  session.push(file)
  session.end()
  return session
}

const text = 'x'.repeat(4096)

describe.skipIf(!canMount)('on a full disk', () => {
  it('a recording that cannot begin is refused and leaves no file', () => {
    const { code, file } = record(0, '--set wait=10')
    expect(code).toBe(1)
    expect(file).toHaveLength(0)
  })

  it('a recording that fills it stops with DISK_FULL and keeps the whole blocks before', () => {
    const { code, said, file } = record(12, `--set wait=10 --set first=${text} --set second=${text}`)
    expect([code, said]).toEqual([1, expect.stringContaining('DISK_FULL')])
    const session = sessionOf(file)
    expect(session.problem).toBeUndefined()
    expect(session.header?.title).toBe('hello + world')
  })

  it('of blocks that are written at once, all that had room stay', async () => {
    const program = await BuiltCommand.make('test/programs/record-at-once.ts')
    const script = `${diskWith(32)}
      '${process.execPath}' '${program.main}' run.pcapng >&2 && cat run.pcapng`
    const { stdout, stderr } = spawnSync('unshare', [...inNamespace, script])
    let size = opening.reduce((sum, block) => sum + block.length, 0)
    let count = 0
    while (size + numberedBlock(count).length <= 32 * 1024) size += numberedBlock(count++).length
    expect(stderr.toString()).toBe(`DISK_FULL ${size}\n`)
    expect(countNumbered(stdout)).toEqual({ count, leftover: 0 })
  })

  it('a follower of a run gets the reason, and has what was written', async () => {
    // The secret is kept elsewhere, because it is not supposed to fail. 4 KiB are for the bridge's own file in .bridges.
    const script = `${diskWith(16)}
      UNSTICK_HOME=/tmp exec '${process.execPath}' '${unstick.main}' --port 0 --sessions sessions --no-open`
    const bridge = spawn('unshare', [...inNamespace, script], { env: { ...process.env, TMPDIR: '/tmp' } })
    const [, origin = '', token = ''] = await waitFor(bridge.stdout, /(http:\S+)\/\?token=(\S+)/)
    const headers = { authorization: `Bearer ${token}` }
    const started = await fetch(`${origin}/api/runs`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        experiment: 'hello-world',
        conditions: { first: text, second: text, gap: 50, wait: 100 },
        framing: 'none',
      }),
    })
    const { session: id } = (await started.json()) as { session: string }
    const { bytes, words } = await followToEnd(`${origin}/api/sessions/${id}/follow`, token)
    expect(words).toMatchObject([
      { type: 'start' },
      { type: 'trouble', code: 'DISK_FULL' },
      { type: 'end', size: bytes.length },
    ])
    const kept = await fetch(`${origin}/api/sessions/${id}/file`, { headers })
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(bytes)
    const session = sessionOf(bytes)
    expect([session.problem, session.header?.title]).toEqual([undefined, 'hello + world'])
    const over = ended(bridge)
    bridge.kill('SIGTERM')
    await over
  })

  it('Unstick starts, and shows the sessions', async () => {
    const script = `${diskWith(8)}
      mkdir -p home/sessions && printf '\\n\\r\\r\\n' > home/sessions/one.pcapng
      cat /dev/zero > rest 2>/dev/null
      UNSTICK_HOME=home exec '${process.execPath}' '${unstick.main}' --port 0 --no-open`
    const bridge = spawn('unshare', [...inNamespace, script], { env: { ...process.env, TMPDIR: '/tmp' } })
    const over = ended(bridge)
    const [, origin = '', token = ''] = await waitFor(bridge.stdout, /(http:\S+)\/\?token=(\S+)/)
    const headers = { authorization: `Bearer ${token}` }
    const listed = await fetch(`${origin}/api/sessions`, { headers })
    expect(await listed.json()).toMatchObject([{ id: 'one' }])
    const started = await fetch(`${origin}/api/sessions`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: opening[0] ?? '',
    })
    expect(await started.json()).toMatchObject({ error: { code: 'DISK_FULL' } })
    bridge.kill('SIGTERM')
    expect(await over).toMatchObject({ code: 0 })
  })
})
