// What forbids `unstick run` to trace or to record: a sentence says so, and programs that run already go on.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { missing as missingForNetworks } from '../../test/network-bench.ts'
import { descendantsOf } from '../../test/process-tree.ts'
import { ownProgram as own, python } from '../../test/own-program.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const missing = (await findTools(process.env.PATH ?? ''))
  .filter(({ name, present }) => name === 'strace' && !present)
  .map(({ name }) => name)
  .concat(missingForNetworks)
if (missing.length > 0) console.log(`${missing.join(', ')} missing: what forbids a run was not tried`)

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** Mounts a disk of 64 KiB there, runs the command that follows, and copies what is on the disk to `SAVED`. */
const smallDisk = (disk: string, saved: string): readonly string[] => [
  ...['unshare', '-Urm', 'sh', '-c'],
  `mkdir ${disk} ${saved} && mount -t tmpfs -o size=64k none ${disk} && "$@"; code=$?; cp -r ${disk}/. ${saved}; exit $code`,
  'sh',
]

/** Sends ten times what the disk holds to itself, and prints how much it received. */
const sender = `import socket
a, b = socket.socketpair(socket.AF_UNIX); listener = socket.create_server(('127.0.0.1', 0))
a, b = socket.create_connection(listener.getsockname()), listener.accept()[0]
print('received', sum(a.send(b'x' * 1000) and len(b.recv(1000)) for _ in range(640)), flush=True)`

const sendsOf = async (file: string): Promise<number> => {
  const session = new Session()
  session.push(await readFile(file))
  session.end()
  return session.streams.reduce((sum, { send }) => sum + send.count, 0)
}

describe.skipIf(missing.length > 0)('a full disk under unstick run', () => {
  it('stops the recording with a sentence, while the program goes on to its end', async () => {
    const [disk, saved] = [join(folder, 'disk'), join(folder, 'saved')]
    const words = ['run', '--record', join(disk, 'run.pcapng'), '--', python, '-c', sender]
    const { code, stdout, stderr } = await unstick.run(words, '', smallDisk(disk, saved))
    expect(stdout).toBe('received 640000\n')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/disk .* is full.*\(DISK_FULL\)/)])
    const sends = await sendsOf(join(saved, 'run.pcapng'))
    expect(sends).toBeGreaterThan(0)
    expect(sends).toBeLessThan(640)
  })

  it('does the same to a session that a page follows', async () => {
    const [disk, saved] = [join(folder, 'sessions'), join(folder, 'saved-sessions')]
    const words = ['run', '--no-open', '--port', '0', '--sessions', disk, '--', python, '-c', sender]
    const home = { UNSTICK_HOME: join(folder, 'home') }
    const child = unstick.start(words, home, smallDisk(disk, saved))
    const end = ended(child)
    await waitFor(child.stderr, /All commands have ended/)
    for (const { id } of descendantsOf(Number(child.pid)).filter(({ parent }) => parent === child.pid))
      process.kill(id, 'SIGINT')
    const { stdout, stderr } = await end
    expect(stdout).toBe('received 640000\n')
    expect(stderr).toMatch(/disk .* is full.*\(DISK_FULL\)/)
    const [file = ''] = (await readdir(saved)).filter((name) => name.endsWith('.pcapng'))
    expect((await stat(join(saved, file))).size).toBeGreaterThan(1_000)
  })
})

describe.skipIf(missing.length > 0)('a system call filter that forbids ptrace', () => {
  it('is said in a sentence that names the container’s option, and no program starts', async () => {
    const file = join(folder, 'forbidden.pcapng')
    const words = ['run', '--record', file, '--', 'sh', '-c', 'echo started']
    const { code, stdout, stderr } = await unstick.run(words, '', [python, own('no-ptrace.py')])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^unstick: This system does not let strace trace programs.*TRACER_FORBIDDEN\)$/m)
    expect(stderr).toContain('docker run --cap-add SYS_PTRACE')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })
})
