// `unstick run` on a machine's own network: the segments of traced sockets are recorded where dumpcap may capture, and
// nobody else's. The machine is a namespace, whose loopback has no other traffic.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session, type Stream, streamNotes } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { missing as missingForNetworks } from '../../test/network-bench.ts'
import { ownProgram as own, python } from '../../test/own-program.ts'
import { processesWith } from '../../test/process-tree.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const missing = (await findTools(process.env.PATH ?? ''))
  .filter(({ name, present }) => ['strace', 'tshark', 'dumpcap'].includes(name) && !present)
  .map(({ name }) => name)
  .concat(missingForNetworks)
if (missing.length > 0)
  console.log(`${missing.join(', ')} missing: packets of this machine were not captured`)

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** Becomes a machine of its own, whose network is a loopback, and runs the command that follows. */
const machine = ['unshare', '-Urn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

const sessionOf = async (file: string): Promise<Session> => {
  const session = new Session()
  session.push(await readFile(file))
  session.end()
  return session
}

const fields = [
  ...['ip.src', 'ip.dst', 'ip.id', 'ip.checksum', 'tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.ack_raw'],
  ...[
    'tcp.flags',
    'tcp.checksum',
    'tcp.payload',
    'udp.srcport',
    'udp.dstport',
    'udp.checksum',
    'udp.payload',
  ],
]

/** What tshark reads in each frame, in order. */
const framesOf = (file: string, port: number): string[] => {
  const words = ['-r', file, '-Y', `tcp.port == ${port} || udp.port == ${port}`, '-T', 'fields']
  const { stdout } = spawnSync('tshark', [...words, ...fields.flatMap((each) => ['-e', each])], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return stdout.split('\n').filter((line) => line !== '')
}

const udpServer = `import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('', 8091)); [s.sendto(*s.recvfrom(2000)) for _ in range(3)]`
const udpClient = `import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); [print(s.sendto(b'x' * n, ('127.0.0.1', 8091)), len(s.recvfrom(2000)[0])) for n in (1, 1000, 0)]`

describe.skipIf(missing.length > 0)('unstick run on a machine’s own network', () => {
  it('records each frame of a TCP and a UDP pair, and none of an untraced pair beside them', async () => {
    const [file, all] = [join(folder, 'pairs.pcapng'), join(folder, 'all.pcap')]
    const { code, stderr } = await unstick.run(
      [
        ...['run', '--record', file],
        `${python} ${own('server.py')} 8090 4096 0.05`,
        `${own('when-listening.sh')} 8090 ${python} ${own('client.py')} 8090 hello world ${'x'.repeat(100_000)}`,
        `${python} -c "${udpServer}"`,
        `${own('when-listening.sh')} 8091 ${python} -c "${udpClient}"`,
      ],
      '',
      [...machine, python, own('watched.py'), all],
    )
    expect(code, stderr).toBe(0)
    expect(framesOf(all, 7001).length).toBeGreaterThan(20)
    expect(framesOf(file, 7001)).toEqual([])
    for (const port of [8090, 8091]) {
      const frames = framesOf(all, port)
      expect(frames.length).toBeGreaterThan(5)
      expect(framesOf(file, port)).toEqual(frames)
    }
    const { streams } = await sessionOf(file)
    const lengths = ({ segment: { count, starts, ends } }: Stream) =>
      Array.from({ length: count }, (_, index) => Number(ends[index]) - Number(starts[index]))
    const [tcp] = streams.filter(({ destination }) => destination.port === 8090)
    expect(lengths(tcp as Stream)).toEqual(
      framesOf(all, 8090)
        .map((line) => line.split('\t'))
        .filter((frame) => frame[5] === '8090' && frame[10] !== '')
        .map((frame) => (frame[10] as string).length / 2),
    )
    const datagrams = streams.filter(({ transport }) => transport === 'udp').map(lengths)
    expect(datagrams).toEqual([
      [1, 1000, 0],
      [1, 1000, 0],
    ])
  }, 60_000)

  it('names SO_LINGER as what reset a connection, which tshark sees too', async () => {
    const file = join(folder, 'linger.pcapng')
    const program = `import socket, struct
listener = socket.create_server(('127.0.0.1', 8093))
client = socket.create_connection(('127.0.0.1', 8093))
server, _ = listener.accept()
client.send(b'all'); server.recv(3)
client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
client.close()
try: server.recv(3)
except ConnectionResetError: print('reset')`
    const words = ['run', '--record', file, '--', python, '-c', program]
    const { stdout } = await unstick.run(words, '', machine)
    expect(stdout).toBe('reset\n')
    const resets = framesOf(file, 8093)
      .map((line) => line.split('\t'))
      .filter((frame) => Number(frame[8]) & 4)
    expect(resets.map((frame) => [frame[4] === '8093', frame[5]])).toEqual([[false, '8093']])
    const [stream] = (await sessionOf(file)).streams
    expect(stream && streamNotes(stream).join(' ')).toMatch(
      /The client had set SO_LINGER to 0 seconds and called close.*A RST of its TCP was captured .* later\. The server's recvfrom returned ECONNRESET\./,
    )
  })

  it('goes on without packets when dumpcap dies, and says so', async () => {
    const [file, gate] = [join(folder, 'died.pcapng'), join(folder, 'gate')]
    const mark = `unstick-test-${process.pid}-died`
    const command = `import socket, os, time
a, b = socket.create_server(('127.0.0.1', 8092)), socket.create_connection(('127.0.0.1', 8092))
b.send(b'before'); print('sent', flush=True)
while not os.path.exists('${gate}'): time.sleep(0.01)
b.send(b'after')`
    const words = ['run', '--record', file, '--', python, '-c', command]
    const child = unstick.start(words, { MARK: mark }, machine)
    const end = ended(child)
    await waitFor(child.stdout, /sent/)
    const [dumpcap] = processesWith(mark).filter((id) =>
      readFileSync(`/proc/${id}/cmdline`, 'utf8').startsWith('dumpcap'),
    )
    process.kill(Number(dumpcap), 'SIGKILL')
    await expect.poll(() => existsSync(`/proc/${Number(dumpcap)}`)).toBe(false)
    await writeFile(gate, '')
    const { code, stderr } = await end
    expect([code, stderr]).toEqual([0, expect.stringContaining('dumpcap was ended (SIGKILL)')])
    const [stream] = (await sessionOf(file)).streams
    expect([stream?.send.count, stream?.segment.count]).toEqual([2, expect.toSatisfy((count) => count < 2)])
    expect(processesWith(mark)).toEqual([])
  })

  it('leaves no dumpcap behind when it is killed', async () => {
    const mark = `unstick-test-${process.pid}-killed`
    const words = [
      'run',
      '--record',
      join(folder, 'killed.pcapng'),
      '--',
      'sh',
      '-c',
      'echo ready; sleep 1000',
    ]
    const child = unstick.start(words, { MARK: mark, TMPDIR: folder }, machine)
    await waitFor(child.stdout, /ready/)
    const names = () =>
      processesWith(mark).map((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')[0])
    expect(names()).toContain('dumpcap')
    child.kill('SIGKILL')
    await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([])
  })

  it('captures nothing where the person wants no packets', async () => {
    const file = join(folder, 'unwanted.pcapng')
    const { code, stderr } = await unstick.run(['run', '--no-packets', '--record', file, '--', 'true'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('as --no-packets says')])
  })

  it.each([
    ['is not installed', 'sudo apt-get install wireshark-common', []],
    // In a namespace of its own for users alone, root is nobody to the network outside.
    ['is not allowed to', 'sudo usermod -aG wireshark $USER', ['unshare', '-Ur']],
  ])('leaves segments out where dumpcap %s, and says what would change it', async (why, remedy, before) => {
    const path = await mkdtemp(join(folder, 'path-'))
    for (const name of [
      'sh',
      'strace',
      'mkfifo',
      'true',
      ...(before.length > 0 ? ['dumpcap', 'unshare'] : []),
    ])
      await symlink(which(name), join(path, name))
    const file = join(path, 'recorded.pcapng')
    const child = unstick.start(['run', '--record', file, '--', 'true'], { PATH: path }, before)
    const { code, stderr } = await ended(child)
    expect([code, stderr]).toEqual([0, expect.stringContaining(why)])
    expect(stderr.split('\n').filter((line) => line.includes('dumpcap'))).toHaveLength(1)
    const { header } = await sessionOf(file)
    for (const text of [remedy, '--private']) expect(header?.networkNote).toContain(text)
  })
})

/** Its own file, and not a folder in which other programs are too. */
const which = (name: string): string => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()
