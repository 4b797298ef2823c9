// What the wire does to packets, held against what tshark sees at both of its ends.
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { missing, performed } from '../../test/network-bench.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { PrivateNetworks } from './private-networks.ts'

const hasTshark = spawnSync('tshark', ['--version']).error === undefined
if (!hasTshark) console.log('tshark is missing: the wire was not held against its account')

const built = await BuiltCommand.make()
const folder = await temporaryFolder()

interface Seen {
  readonly place: string
  /** Milliseconds. */
  readonly time: number
  /** Of the datagram: no two of a run have the same. */
  readonly id: string
  readonly comment: string
}

/** Two hundred datagrams from the client to the server, as tshark sees them at both ends. */
const sent = async (settings: Readonly<Record<string, number>>): Promise<Seen[]> => {
  const networks = new PrivateNetworks({ spare: false, helper: built.helper })
  const { file } = await performed(await networks.take(prepareRun('udp-overflow', settings, 'none')))
  const path = join(folder, 'wire.pcapng')
  await writeFile(path, file)
  const fields = ['frame.interface_name', 'frame.time_epoch', 'ip.id', 'frame.comment']
  const args = ['-r', path, '-Y', 'udp && ip.dst == 10.0.0.1 && !icmp', '-T', 'fields']
  const { stdout } = spawnSync('tshark', [...args, ...fields.flatMap((field) => ['-e', field])], {
    encoding: 'utf8',
  })
  return stdout
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([place = '']) => place.startsWith('eth0'))
    .map(([place = '', time, id = '', comment = '']) => ({ place, time: Number(time) * 1_000, id, comment }))
}
const left = (all: readonly Seen[]) => all.filter(({ place }) => place === 'eth0 of client')
const arrived = (all: readonly Seen[]) => all.filter(({ place }) => place === 'eth0 of server')
const ids = (all: readonly Seen[]) => all.map(({ id }) => id)

describe.skipIf(missing.length > 0 || !hasTshark)('on the wire', () => {
  it('every packet is seen leaving and arriving, in order, no earlier than the delay says', async () => {
    const all = await sent({ delay: 20 })
    expect(left(all)).toHaveLength(200)
    expect(ids(arrived(all))).toEqual(ids(left(all)))
    const travelled = arrived(all).map(({ time }, index) => time - (left(all)[index]?.time ?? NaN))
    // The clock is read to a microsecond.
    expect(Math.min(...travelled)).toBeGreaterThanOrEqual(20 - 0.001)
  })

  it('what is lost leaves and never arrives, and the same seed loses the same again', async () => {
    const first = await sent({ loss: 20, seed: 7 })
    const lost = left(first).map(({ comment }) => comment !== '')
    expect(new Set(left(first).map(({ comment }) => comment))).toEqual(
      new Set(['', 'lost on the wire, by chance']),
    )
    expect(ids(arrived(first))).toEqual(ids(left(first).filter((_, index) => !lost[index])))
    expect(lost.filter(Boolean).length).toBeGreaterThan(15)
    const again = await sent({ loss: 20, seed: 7 })
    expect(left(again).map(({ comment }) => comment !== '')).toEqual(lost)
    const other = await sent({ loss: 20, seed: 8 })
    expect(left(other).map(({ comment }) => comment !== '')).not.toEqual(lost)
  })

  it('some arrive twice where that is set', async () => {
    const all = await sent({ duplicate: 20 })
    expect(new Set(ids(arrived(all)))).toEqual(new Set(ids(left(all))))
    expect(arrived(all).length).toBeGreaterThan(left(all).length + 15)
  })

  it('some are overtaken where that is set, and none is lost', async () => {
    const all = await sent({ reorder: 20, delay: 5 })
    expect(ids(arrived(all))).not.toEqual(ids(left(all)))
    expect(ids(arrived(all)).toSorted()).toEqual(ids(left(all)).toSorted())
  })

  // Each datagram has 64 bytes, and 42 of headers: 848 bits, which take 13.25 ms at 64 kbit/s.
  it('at a rate they arrive one after the other, none sooner than its bits take', async () => {
    const all = await sent({ rate: 64, count: 20, size: 64 })
    expect(arrived(all)).toHaveLength(20)
    const whole = (arrived(all).at(-1)?.time ?? NaN) - (left(all)[0]?.time ?? NaN)
    expect(whole).toBeGreaterThanOrEqual(20 * 13.25 - 0.001)
  })
})
