// `unstick run` with real programs: their calls as they logged them themselves, their output, and their exit codes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { type Lane, Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { ownProgram as own, python } from '../../test/own-program.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const missing = (await findTools(process.env.PATH ?? ''))
  .filter(({ name, present }) => name === 'strace' && !present)
  .map(({ name }) => name)
if (missing.length > 0) console.log('strace is missing: programs of one’s own were not run')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const lengths = (lane: Lane | undefined): number[] =>
  Array.from(
    { length: lane?.count ?? 0 },
    (_, index) => Number(lane?.ends[index]) - Number(lane?.starts[index]),
  )

let files = 0
const recorded = async (words: readonly string[]) => {
  const file = join(folder, `${(files += 1)}.pcapng`)
  const { code, stdout, stderr } = await unstick.run(['run', '--record', file, ...words])
  const session = new Session()
  session.push(await readFile(file))
  session.end()
  return { code, stdout, stderr, session }
}

const intervals = (session: Session, kind: 'send' | 'recv'): string[] =>
  session.streams.flatMap((stream) => {
    const lane = stream[kind]
    return Array.from({ length: lane.count }, (_, index) =>
      Buffer.from(stream.intervalBytes(lane, index)).toString('hex'),
    )
  })

/** What a program printed as JSON, from lines like `[server.py] ["recv", 1024, "68"]`. */
const logged = (stdout: string, program: string): unknown[][] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith(`[${program}]`))
    .map((line) => JSON.parse(line.slice(line.indexOf(']') + 1)) as unknown[])

describe.skipIf(missing.length > 0)('unstick run', () => {
  it('records every send and recv of two programs as they logged them, and prints their output', async () => {
    const port = String(await freePort())
    const { code, stdout, session } = await recorded([
      `${python} ${own('server.py')} ${port} 7 0.05`,
      `${python} ${own('client.py')} ${port} hello world '' 多字节`,
    ])
    expect(code).toBe(0)
    const hexOf = (program: string, call: string) =>
      logged(stdout, program)
        .filter(([name, , hex]) => name === call && hex !== '')
        .map(([, , hex]) => hex)
    expect(hexOf('client.py', 'send')).toHaveLength(3)
    expect(intervals(session, 'send')).toEqual(hexOf('client.py', 'send'))
    expect(intervals(session, 'recv')).toEqual(hexOf('server.py', 'recv'))
    const [stream] = session.streams
    expect([stream?.writer, stream?.reader, stream?.role]).toEqual(['client.py', 'server.py', 'client'])
    expect(Array.from(stream?.recv.limits.subarray(0, 1) ?? [])).toEqual([7])
    expect(stream?.endSeen).toBeDefined()
    const printed = session.printed.filter(({ program }) => program === 'server.py').map(({ text }) => text)
    expect(printed.join('')).toBe(
      logged(stdout, 'server.py')
        .map((each) => `${JSON.stringify(each).replaceAll(',', ', ')}\n`)
        .join(''),
    )
  })

  it.each([
    [['x=$(echo inner); echo $x outer | cat; echo to a file > /dev/null; echo wrong >&2', 'true']],
    [['x=$(echo inner); echo $x outer | cat; echo wrong >&2']],
  ])('shows what programs print, and not what they write into pipes: %j', async (commands) => {
    const { session } = await recorded(commands)
    expect(session.printed.map(({ text }) => text).sort()).toEqual(['inner outer\n', 'wrong\n'])
  })

  it('runs one command word by word, with its own input and output', async () => {
    const file = join(folder, 'words.pcapng')
    const words = ['run', '--record', file, '--', 'sh', '-c', 'read line; echo "$line $1" >&2; echo "$0"']
    const { stdout, stderr } = await unstick.run([...words, 'a  b', '$HOME'], 'typed\n')
    expect(stdout).toBe('a  b\n')
    expect(stderr).toContain('typed $HOME\n')
  })

  it('keeps what strace says by itself from the terminal if it says nothing to a person', async () => {
    // It comes when a process is killed before strace knew of it, which nobody can do on demand.
    const path = await mkdtemp(join(folder, 'path-'))
    const says = "echo 'strace: Exit of unknown pid 7 ignored' >&2; echo 'strace: something else' >&2"
    await writeFile(join(path, 'strace'), `#!/bin/sh\n${says}\nPATH=\${PATH#*:}; exec strace "$@"\n`)
    await chmod(join(path, 'strace'), 0o755)
    const words = [
      'run',
      '--no-packets',
      '--record',
      join(path, 'run.pcapng'),
      '--',
      'sh',
      '-c',
      'echo own >&2',
    ]
    const child = unstick.start(words, { PATH: `${path}:${process.env.PATH ?? ''}` })
    const { code, stderr } = await ended(child)
    expect(code).toBe(0)
    expect(stderr).not.toContain('unknown pid')
    expect(stderr).toMatch(/^strace: something else$/m)
    expect(stderr).toMatch(/^own$/m)
  })

  it('says what a shell says of a program that is not there', async () => {
    const { code, stderr, session } = await recorded(['--', 'no-such-program'])
    expect([code, stderr]).toEqual([127, expect.stringContaining('no-such-program')])
    expect(new Set(session.printed.map(({ program }) => program))).toEqual(new Set(['no-such-program']))
  })

  it.each([
    ['exit 3', 3],
    ['kill -TERM $$', 128 + 15],
    ['no-such-program', 127],
  ])('%s ends with the exit code %d', async (command, code) => {
    expect((await recorded([command])).code).toBe(code)
  })

  it('gives the exit code of the command that failed first', async () => {
    const gate = join(folder, 'gate')
    const child = unstick.start([
      ...['run', '--record', join(folder, 'first.pcapng')],
      `until test -e ${gate}; do sleep 0.01; done; exit 5`,
      'exit 4',
    ])
    const end = ended(child)
    await waitFor(child.stderr, /ended with exit code 4/)
    await writeFile(gate, '')
    expect(await end).toMatchObject({ code: 4, stderr: expect.stringContaining('code 5') as string })
  })

  it.each([
    ['--private', '127.0.0.1'],
    ['--hosts', 'server'],
  ])('%s records the segments where they leave and arrive', async (option, host) => {
    const { code, session } = await recorded([
      ...[option, '--delay', '20', '--mtu', '1400'],
      `${python} ${own('server.py')} 8081 4096 0`,
      `${python} ${own('client.py')} --host ${host} 8081 ${'x'.repeat(3_000)}`,
    ])
    expect(code).toBe(0)
    expect(session.header?.network).toBe('private')
    const [stream] = session.streams
    // 1,400 bytes less 20 of IP, 20 of TCP and 12 of its timestamps.
    expect(lengths(stream?.segment)).toEqual([1_348, 1_348, 304])
    const { times, dones } = stream?.segment ?? {}
    expect(Number(dones?.[0]) - Number(times?.[0])).toBeGreaterThanOrEqual(20e6)
  })

  it('says that a private network does not reach what is only on this machine', async () => {
    const command = `${python} -c "import socket; socket.create_connection(('127.0.0.1', 9))"`
    const { code, stderr } = await recorded(['--private', command])
    expect(code).toBe(1)
    expect(stderr).toContain('could not connect to 127.0.0.1:9 (ECONNREFUSED): on a private network')
  })

  it('joins a process that runs already, and leaves it running', async () => {
    const server = spawn(python, ['-u', own('server.py'), '0', '4096', '0'])
    const [, port = ''] = await waitFor(server.stdout, /listening", (\d+)/)
    const file = join(folder, 'joined.pcapng')
    const child = unstick.start(['run', '--record', file, '--pid', String(server.pid)])
    const end = ended(child)
    const isTraced = async () =>
      /^TracerPid:\s*[1-9]/m.test(await readFile(`/proc/${server.pid ?? 0}/status`, 'utf8'))
    await expect.poll(isTraced, { timeout: 20_000 }).toBe(true)
    const client = connect(Number(port), '127.0.0.1')
    client.write('hello')
    await waitFor(server.stdout, /"68656c6c6f"/)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: 0, stderr: expect.stringContaining('running already') as string })
    expect(await isTraced()).toBe(false)
    client.end('world')
    await waitFor(server.stdout, /"776f726c64"/)
    await once(server, 'exit')
    expect(server.exitCode).toBe(0)
    const session = new Session()
    session.push(await readFile(file))
    session.end()
    expect(intervals(session, 'recv')).toEqual(['68656c6c6f'])
    expect(session.streams[0]?.reader).toBe('server.py')
  })

  it.each([
    [['--pid', '0'], 2, 'is not the number of a process'],
    [['--pid', '4194304'], 1, 'There is no process 4194304'],
    [['--pid', '1', 'true'], 2, 'it goes neither with commands'],
  ])('run %j is refused', async (words, code, sentence) => {
    expect(await unstick.run(['run', ...words])).toMatchObject({
      code,
      stderr: expect.stringContaining(sentence) as string,
    })
  })

  it.each([
    [['--delay', '5'], '--delay is about a private network'],
    [['--private', '--loss', '101'], 'loss is 101; it must be from'],
  ])('refuses %j', async (options, sentence) => {
    const { code, stderr } = await unstick.run(['run', ...options, 'true'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })

  it('ends with a sentence where its file exists already', async () => {
    const file = join(folder, 'there-already')
    await writeFile(file, '')
    const { code, stderr } = await unstick.run(['run', '--record', file, 'true'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('it already exists')])
  })

  it('with --json, standard output has JSON alone, also beside several programs', async () => {
    const { stdout, stderr } = await unstick.run(['run', '--json', 'echo one', 'echo two'])
    for (const line of stdout.split('\n').filter((each) => each !== ''))
      expect(() => JSON.parse(line) as unknown).not.toThrow()
    expect(stderr).toMatch(/\] +one\n/)
  })

  it('says what to type where nothing is to be run', async () => {
    const { code, stderr } = await unstick.run(['run'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('unstick run -- python3 server.py')])
  })

  it('prints the strace command to use elsewhere, whose file it opens', async () => {
    const { stdout } = await unstick.run(['run', '--show-strace', '--', 'python3', 'server.py'])
    expect(stdout).toMatch(/^strace -f .* -o trace\.strace -- python3 server\.py\n$/)
  })
})
