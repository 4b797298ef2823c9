// A recording of Unstick's is an ordinary capture: Wireshark's own tools open it without a complaint.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { openingBlocks, perform } from '../lab/perform.ts'
import { prepareRun } from '../lab/prepared-run.ts'
import { findTools } from '../tools.ts'
import { Recorder } from './recorder.ts'

const hasTshark = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'tshark' && present,
)
if (!hasTshark) console.log('tshark is missing: recordings were not opened with it')

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  file = join(folder, 'run.pcapng')
  const run = prepareRun('hello-world', { wait: 20 }, 'none')
  const recorder = await Recorder.create(file, openingBlocks(run, { network: 'loopback' }))
  await perform(run, systemClock(), recorder, new AbortController().signal)
  await recorder.close()
})
afterAll(() => rm(folder, { recursive: true }))

const tool = (name: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8' })
  // Every tool of Wireshark prints this to root, whatever the file is.
  const complaint = stderr.replace(/^Running as user "root".*\n/m, '')
  return { status, stdout, complaint }
}

describe.skipIf(!hasTshark)('a recording', () => {
  it('shows its calls in tshark', () => {
    const args = ['-r', file, '-T', 'fields', '-e', 'frame.interface_name', '-e', 'frame.comment']
    const { status, stdout, complaint } = tool('tshark', args)
    expect([status, complaint]).toEqual([0, ''])
    const calls = stdout
      .replaceAll(/ <\d+\.\d{9}>/g, '')
      .trimEnd()
      .split('\n')
    expect(calls.sort()).toEqual(
      [
        'server\tlisten(5) = 0 step 1',
        'client\tconnect() = 0 step 1',
        'server\taccept() = 0 step 2',
        'client\tsend(5) = 5 step 3',
        'client\tsend(5) = 5 step 5',
        'client\tclose() = 0 step 6',
        'server\tsleep(0.02) = 0 step 3',
        'server\trecv(1024) = 10 step 4',
        'server\trecv(1024) = 0 step 5',
        'server\twrite(1) = 21 step 6',
        'server\twrite(1) = 11 step 7',
        'server\tclose() = 0 step 8',
      ].sort(),
    )
  })

  it('of a call that is too long for one packet opens too, as consecutive packets', async () => {
    const payload = new Uint8Array(600_000).fill(0x75)
    const path = join(folder, 'long.pcapng')
    const call: Call = {
      name: 'recv',
      args: ['1000000'],
      result: payload.length,
      transport: 'tcp',
      local: { address: '127.0.0.1', port: 8080 },
      remote: { address: '127.0.0.1', port: 5000 },
      start: 1_795_357_800_000_000_000n,
      duration: 1_000n,
      payload,
    }
    const recorder = await Recorder.create(path, [
      sessionHeaderBlock({ title: 'long' }),
      callInterfaceBlock('a'),
    ])
    recorder.append(callBlock(0, call))
    await recorder.close()
    const args = ['-r', path, '-T', 'fields', '-e', 'frame.comment', '-e', 'data.len']
    const { status, stdout, complaint } = tool('tshark', args)
    expect([status, complaint]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n')).toEqual([
      'recv(1000000) = 600000 <0.000001000>\t262068',
      '<... recv resumed> 262068\t262068',
      '<... recv resumed> 524136\t75864',
    ])
  })

  it('is described by capinfos', () => {
    const { status, stdout, complaint } = tool('capinfos', [file])
    expect([status, complaint]).toEqual([0, ''])
    expect(stdout).toMatch(/Number of packets: +12\n/)
  })
})
