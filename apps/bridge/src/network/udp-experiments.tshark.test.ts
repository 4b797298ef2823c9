// The experiments with UDP in the private network: their captured datagrams beside tshark's account of the same file,
// and a line that is typed into it.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { missing } from '../../test/network-bench.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { PrivateNetworks } from './private-networks.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { TypedLines } from '../lab/typed-lines.ts'

const hasTshark = spawnSync('tshark', ['--version']).status === 0
if (!hasTshark) console.log('tshark is missing: captured datagrams were not compared with its account')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** By stream, in the order captured: `5 68656c6c6f`. */
type Datagrams = Record<string, string[]>

const add = (all: Datagrams, stream: string, length: number, payload: string): void => {
  ;(all[stream] ??= []).push(`${length} ${payload}`)
}

const fields = ['ip.src', 'udp.srcport', 'ip.dst', 'udp.dstport', 'udp.length', 'udp.payload']

/** An ICMP message holds the head of the datagram that it answers; that is none. */
const seenByTshark = (file: string): Datagrams => {
  const filter = ['-Y', 'udp && !icmp && frame.interface_name == "eth0 of client"', '-T', 'fields']
  const args = ['-r', file, ...filter, ...fields.flatMap((field) => ['-e', field])]
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  const all: Datagrams = {}
  for (const line of stdout.split('\n').filter((each) => each !== '')) {
    const [source = '', from = '', destination = '', to = '', length = '', payload = ''] = line.split('\t')
    // udp.length counts UDP's own header of 8 bytes.
    add(all, `${source}:${from}>${destination}:${to}`, Number(length) - 8, payload)
  }
  return all
}

interface Line {
  readonly lane?: string
  readonly stream: string
  readonly start: number
  readonly end: number
}

/** The segment lane that the command printed, with the bytes that the session has there. */
const shown = (session: Session, json: string): Datagrams => {
  const all: Datagrams = {}
  for (const text of json.trimEnd().split('\n')) {
    const { lane, stream, start, end } = JSON.parse(text) as Line
    if (lane !== 'segment') continue
    const bytes = session.streams.find(({ name }) => name === stream)?.bytes(start, end)
    add(all, stream, end - start, Buffer.from(bytes ?? []).toString('hex'))
  }
  return all
}

describe.skipIf(missing.length > 0)('in the private network', () => {
  it.skipIf(!hasTshark).each([
    ['udp-echo', 6],
    // Two lines of each of three clients, and an answer to each.
    ['udp-chat', 12],
    ['udp-truncate', 2],
    // Both sent too early, the one sent again, and its answer.
    ['udp-no-listener', 4],
    ['udp-overflow', 200],
  ])('the datagrams of %s are those that tshark reads, %i in all', async (name, count) => {
    const file = join(folder, `${name}.pcapng`)
    const { code, stdout, stderr } = await unstick.run(['lab', name, '--record', file, '--json'])
    expect([code, stderr]).toEqual([0, ''])
    const session = new Session()
    session.push(await readFile(file))
    session.end()
    expect(session.header?.network).toBe('private')
    const datagrams = shown(session, stdout)
    expect(datagrams).toEqual(seenByTshark(file))
    expect(Object.values(datagrams).flat()).toHaveLength(count)
  })

  it('a line typed while the chat goes on reaches its program, and the answer too', async () => {
    const silent = { server: '', ann: '', bob: '', cleo: '' }
    const networks = new PrivateNetworks({ spare: false, helper: unstick.helper })
    const network = await networks.take(prepareRun('udp-chat', silent, 'none'))
    const typed = new TypedLines(['server', 'ann', 'bob', 'cleo'])
    const session = new Session()
    for (const block of network.opening) session.push(block)
    let going = false
    const append = (block: Uint8Array) => {
      session.push(block)
      if (going) return
      going = true
      typed.type('ann', 'hello')
      typed.type('server', 'welcome')
      for (const name of ['ann', 'bob', 'cleo']) typed.type(name, 'quit')
    }
    try {
      const sink = { append, room: () => Promise.resolve() }
      await network.perform(sink, new AbortController().signal, { typed, maxSeconds: 60 })
    } finally {
      await network.leave()
    }
    session.end()
    expect(session.header?.network).toBe('private')
    const said = session.printed.map(({ program, text }) => `${program}: ${text.trimEnd()}`)
    expect(said.filter((line) => line.startsWith('ann'))).toEqual(['ann: me: hello', 'ann: server: welcome'])
    expect(said).toContain('server: me: welcome')
  })
})
