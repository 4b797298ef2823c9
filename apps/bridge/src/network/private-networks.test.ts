import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, findFindings, frameStream, Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { printedBy } from '../../test/lab-bench.ts'
import { lengths, missing, performed } from '../../test/network-bench.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { PrivateNetworks } from './private-networks.ts'

const hasTshark = spawnSync('tshark', ['--version']).error === undefined
if (!hasTshark) console.log('tshark is missing: segments were not compared with its account')

const built = await BuiltCommand.make()
const folder = await temporaryFolder()

const networks = () => new PrivateNetworks({ spare: false, helper: built.helper })
const ran = async (name: string, conditions = {}, framing = 'none') =>
  performed(await networks().take(prepareRun(name, conditions, framing)))

const findingsOf = ({ streams: [stream] }: Session): readonly Finding[] =>
  stream ? findFindings(stream, frameStream(stream, { kind: 'none' })) : []

/** The lengths of the TCP payloads that tshark sees leaving the client, in the file's order; none for ACKs. */
const seenByTshark = async (file: Uint8Array): Promise<number[]> => {
  const path = join(folder, 'session.pcapng')
  await writeFile(path, file)
  const fields = [
    '-Y',
    'tcp.len > 0 && frame.interface_name == "eth0 of client"',
    '-T',
    'fields',
    '-e',
    'tcp.len',
  ]
  const { stdout } = spawnSync('tshark', ['-r', path, ...fields], { encoding: 'utf8' })
  return stdout.trim().split('\n').map(Number)
}

describe.skipIf(missing.length > 0)('a run on a private network', () => {
  it('shows hello and world as two segments and one recv', async () => {
    const { session } = await ran('hello-world')
    expect(session.header?.network).toBe('private')
    expect(session.header?.networkNote).toBeUndefined()
    expect([lengths(session, 'send'), lengths(session, 'segment'), lengths(session, 'recv')]).toEqual([
      [5, 5],
      [5, 5],
      [10],
    ])
    expect(printedBy(session)).toBe("data1: b'helloworld'\ndata2: b''\n")
    expect(session.leftOut).toEqual({})
  })

  it('stops while it connects over a wire on which that takes seconds', async () => {
    const network = await networks().take(prepareRun('hello-world', { delay: 2_000 }, 'none'))
    const stop = new AbortController()
    const blocks: Uint8Array[] = [...network.opening]
    const sink = {
      append: (block: Uint8Array) => {
        blocks.push(block)
        stop.abort()
      },
      room: () => Promise.resolve(),
    }
    await network.perform(sink, stop.signal)
    await network.leave()
    const session = new Session()
    session.push(Buffer.concat(blocks))
    session.end()
    expect(session.calls.filter(({ call }) => call.name === 'connect')).toEqual([])
  })

  // An MTU of 1500 less 20 bytes of IP header, 20 of TCP and 12 for the timestamps (RFC 7323, appendix A).
  it('cuts a send of 5,000 bytes at the MSS, and tshark sees the same segments', async () => {
    const { session, file } = await ran('large-message', { size: 5_000 })
    expect(lengths(session, 'segment')).toEqual([1448, 1448, 1448, 656])
    if (hasTshark) expect(await seenByTshark(file)).toEqual([1448, 1448, 1448, 656])
    const [stream] = session.streams
    const findings = stream ? findFindings(stream, frameStream(stream, { kind: 'none' })) : []
    expect(findings.find(({ between }) => between?.[1] === 'segment')).toMatchObject({ cause: 'mss' })
  })

  it('cuts it smaller where the MTU is', async () => {
    const { session } = await ran('large-message', { size: 2_000, mtu: 576 })
    expect(lengths(session, 'segment')).toEqual([524, 524, 524, 428])
  })

  // 60 sends, 3 ms apart, take 180 ms; with 10 ms one way an acknowledgement is back after 20: about nine times.
  it("joins 60 small sends into about a dozen segments with Nagle's algorithm, and into none without it", async () => {
    const [on, off] = [await ran('nagle', { nagle: true }), await ran('nagle', { nagle: false })]
    expect([lengths(on.session, 'send'), lengths(off.session, 'send')].map(({ length }) => length)).toEqual([
      60, 60,
    ])
    const few = lengths(on.session, 'segment')
    console.log(`60 sends left in ${few.length} segments with Nagle's algorithm`)
    expect(few.length).toBeGreaterThanOrEqual(5)
    expect(few.length).toBeLessThanOrEqual(20)
    expect(lengths(off.session, 'segment')).toEqual(Array.from({ length: 60 }, () => 6))
    if (hasTshark) expect(await seenByTshark(on.file)).toEqual(few)
    const merges = findingsOf(on.session).filter(
      ({ kind, between }) => kind === 'merge' && between?.[1] === 'segment',
    )
    expect(merges.length).toBeGreaterThan(0)
    expect(merges[0]).toMatchObject({ cause: 'nagle' })
    expect(merges[0]?.text).toMatch(/\d+ bytes sent earlier were not yet acknowledged then/)
  }, 60_000)

  // 50 ms one way: ten segments of the first window are on their way long before the first acknowledgement is back.
  it('tells the congestion window from Nagle by what is on its way', async () => {
    const { session } = await ran('nagle', { nagle: false, delay: 50 })
    const causes = new Set(
      findingsOf(session)
        .filter(({ kind, between }) => kind === 'merge' && between?.[1] === 'segment')
        .map(({ cause }) => cause),
    )
    // On a busy machine something else may hold a send back as well, which is not measured then.
    expect(causes).toContain('congestion-window')
    expect(causes).not.toContain('nagle')
  }, 60_000)

  it('shows each segment from leaving to arriving, and what was lost and sent again', async () => {
    const { session } = await ran('large-message', { size: 200_000, wait: 0, delay: 5, loss: 10, seed: 3 })
    const [stream] = session.streams
    if (!stream?.ends) throw new Error('nothing was seen at both ends')
    const { flights } = stream.ends
    const lost = Array.from(flights.arrivals.subarray(0, flights.count)).filter(Number.isNaN).length
    expect(lost).toBeGreaterThan(0)
    expect(lengths(session, 'recv').reduce((sum, length) => sum + length, 0)).toBe(200_000)
    for (let flight = 0; flight < flights.count; flight += 1) {
      const travelled = Number(flights.arrivals[flight]) - Number(flights.lefts[flight])
      if (!Number.isNaN(travelled)) expect(travelled).toBeGreaterThanOrEqual(5e6 - 1_000)
    }
  }, 60_000)

  it('never shows a segment before its send began, nor a recv that returned before its bytes were captured', async () => {
    const { session } = await ran('large-message', { size: 200_000, wait: 0 })
    const [stream] = session.streams
    if (!stream) throw new Error('no stream')
    const { send, segment, recv } = stream
    let closest = Infinity
    for (let index = 0; index < segment.count; index += 1) {
      closest = Math.min(closest, Number(segment.times[index]) - Number(send.times[0]))
    }
    let latest = Infinity
    for (let index = 0, at = 0; index < recv.count; index += 1) {
      while (at + 1 < segment.count && Number(segment.ends[at]) < Number(recv.ends[index])) at += 1
      latest = Math.min(latest, Number(recv.dones[index]) - Number(segment.times[at]))
    }
    console.log(
      `the first segment came ${closest / 1000} µs after its send began, a recv ${latest / 1000} µs after its bytes`,
    )
    expect(closest).toBeGreaterThan(0)
    expect(latest).toBeGreaterThan(0)
  })

  it('has nothing of the run before it, and runs beside others', async () => {
    const all = networks()
    const some = await Promise.all(
      ['a', 'bb', 'ccc'].map(async (first) =>
        performed(await all.take(prepareRun('hello-world', { first, rate: 1_000 }, 'none'))),
      ),
    )
    expect(some.map(({ session }) => lengths(session, 'segment'))).toEqual([
      [1, 5],
      [2, 5],
      [3, 5],
    ])
    expect(some.map(({ session }) => session.streams.length)).toEqual([1, 1, 1])
  })
})
