// A disk that is really full: a tiny tmpfs, mounted in a namespace of its own, in which the command line runs.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'

const namespace = ['unshare', '-Urm', 'sh', '-c']
const canMount =
  spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'mount -t tmpfs none /mnt'], { stdio: 'ignore' })
    .status === 0
if (!canMount) console.log('unshare -Urm cannot mount here: recording on a full disk was not tested')

let unstick: BuiltCommand
let folder: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterAll(async () => {
  await unstick.remove()
  await rm(folder, { recursive: true })
})

/** Runs the lab recording to `disk/run.pcapng` on a disk with `free` KiB left, then writes the file out. */
const record = (free: number, args: string): { code: number; said: string; file: Uint8Array } => {
  const script = `
    mount -t tmpfs -o size=64k none '${folder}' && cd '${folder}'
    head -c ${(64 - free) * 1024} /dev/zero > filler
    said=$('${process.execPath}' '${unstick.main}' lab hello-world ${args} --record run.pcapng 2>&1 >/dev/null)
    echo $? >&2; echo "$said" >&2; cat run.pcapng 2>/dev/null || true`
  const { stdout, stderr } = spawnSync(namespace[0] ?? '', [...namespace.slice(1), script])
  const [code = '', ...said] = stderr.toString().split('\n')
  return { code: Number(code), said: said.join('\n'), file: stdout }
}

describe.skipIf(!canMount)('on a full disk', () => {
  it('a recording that cannot begin is refused and leaves no file', () => {
    const { code, file } = record(0, '--set wait=10')
    expect(code).toBe(1)
    expect(file).toHaveLength(0)
  })

  it('a recording that fills it stops with DISK_FULL and keeps the whole blocks before', () => {
    const text = 'x'.repeat(4096)
    const { code, said, file } = record(12, `--set wait=10 --set first=${text} --set second=${text}`)
    expect([code, said]).toEqual([1, expect.stringContaining('DISK_FULL')])
    const session = new Session()
    session.push(file)
    session.end()
    expect(session.problem).toBeUndefined()
    expect(session.header?.title).toBe('hello + world')
  })
})
