// The proof for stepped-socket.ts: compares what a run recorded, call by call, with the kernel's own account.
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { findTools } from '../tools.ts'
import { type RecordedCall, recordedCalls } from '../../test/recorded-calls.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace)
  console.log('strace is missing: the calls that a run records were not compared with the kernel’s')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** One read or write on a TCP socket: `recv(3) = 3 "hel"`. */
type Line = string

const straced = async (
  args: readonly string[],
): Promise<{ server: Line[]; client: Line[]; recorded: RecordedCall[] }> => {
  const traces = await mkdtemp(join(folder, 'traces-'))
  const file = join(traces, 'run.pcapng')
  const calls =
    'trace=socket,accept,accept4,connect,read,write,readv,writev,recvfrom,recvmsg,sendto,sendmsg,close'
  const { code, stderr } = await unstick.run(
    ['lab', 'hello-world', '--loopback', ...args, '--record', file],
    '',
    [...['strace', '-ff', '-xx', '-s', '100000', '-e', calls, '-o', join(traces, 'thread')]],
  )
  expect([code, stderr]).toEqual([0, ''])
  return { ...socketCalls(await mainThread(traces)), recorded: recordedCalls(await readFile(file)) }
}

/** One file per thread keeps calls whole. The sockets belong to the one thread that accepts. */
const mainThread = async (traces: string): Promise<string> => {
  const names = (await readdir(traces)).filter((name) => name.startsWith('thread'))
  const texts = await Promise.all(names.map((name) => readFile(join(traces, name), 'utf8')))
  return texts.find((text) => text.includes('accept4(')) ?? ''
}

/** Follows the descriptors of the accepted and the connecting socket from their first call to their close. */
const socketCalls = (trace: string): { server: Line[]; client: Line[] } => {
  const server: Line[] = []
  const client: Line[] = []
  let accepted = ''
  let connecting = ''
  for (const line of trace.split('\n')) {
    const accept = /accept4?\(\d+, .* = (\d+)$/.exec(line)
    if (accept) accepted = accept[1] ?? ''
    const connect = /connect\((\d+), \{sa_family=AF_INET/.exec(line)
    if (connect) connecting = connect[1] ?? ''
    const closed = /close\((\d+)\)/.exec(line)?.[1]
    if (closed === accepted) accepted = ''
    if (closed === connecting) connecting = ''
    const moved = /\b(read|write)\((\d+), "([^"]*)", (\d+)\) += (\d+)/.exec(line)
    const [, name, fd = '', bytes = '', limit, count] = moved ?? []
    const payload = bytes.replaceAll('\\x', '')
    const said = `${name === 'read' ? 'recv' : 'send'}(${limit ?? ''}) = ${count ?? ''} ${payload}`
    if (fd !== '' && fd === accepted) server.push(said)
    else if (fd !== '' && fd === connecting) client.push(said)
    else if (
      /\b(readv|writev|recvfrom|recvmsg|sendto|sendmsg)\(/.test(line) &&
      usesOne(line, [accepted, connecting])
    ) {
      throw new Error(`another call moved bytes: ${line}`)
    }
  }
  return { server, client }
}

const usesOne = (line: string, descriptors: readonly string[]): boolean =>
  descriptors.some((fd) => fd !== '' && line.includes(`(${fd},`))

const linesOf = (recorded: readonly RecordedCall[], program: string): Line[] =>
  recorded
    .filter((call) => call.program === program && (call.name === 'send' || call.name === 'recv'))
    .map(
      ({ name, args, result, payload }) =>
        `${name}(${args.join()}) = ${typeof result === 'number' ? result : result.errno} ${payload.toString('hex')}`,
    )

describe.skipIf(!hasStrace)('under strace every send is one write and every recv is one read', () => {
  it.each([
    ['as it is', []],
    ['with a recv limit of 3', ['--set', 'limit=3']],
    ['with framing and a recv limit of 3', ['--set', 'limit=3', '--framing', 'struct:!I']],
    ['with Nagle off and a gap', ['--set', 'nagle=off', '--set', 'gap=20', '--set', 'wait=0']],
    ['with the largest recv limit', ['--set', 'limit=1048576']],
  ])('%s', async (_, args) => {
    const { server, client, recorded } = await straced(['--set', 'wait=50', ...args])
    expect(server.length).toBeGreaterThan(0)
    expect(linesOf(recorded, 'server')).toEqual(server)
    expect(linesOf(recorded, 'client')).toEqual(client)
  })
})
