// Recordings that are killed with SIGKILL at random moments: only the last unfinished block is missing, and the recording
// can continue in the same file.
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { countNumbered, numberedBlock, opening } from '../../test/numbered-blocks.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { Recorder } from './recorder.ts'

const KILLS = 200
const SEED = 0x5eed
/** How many processes run at once, because starting Node takes longer than recording. */
const AT_ONCE = 3

const folder = await temporaryFolder()

/** Numbers from 0 to 1 (mulberry32). */
const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** Lets the program record until that many blocks are acknowledged and `later` ms more, kills it, and returns its output. */
const recordAndKill = async (program: BuiltCommand, path: string, blocks: number, later: number) => {
  const child = program.start([path])
  let rest = ''
  let acknowledged = 0
  child.stdout?.on('data', (piece: Buffer) => {
    const lines = (rest + piece.toString()).split('\n')
    rest = lines.pop() ?? ''
    acknowledged = Number(lines.at(-1) ?? acknowledged)
    if (acknowledged >= blocks) setTimeout(() => child.kill('SIGKILL'), later)
  })
  await once(child, 'close')
  return acknowledged
}

describe('a recording that is killed', () => {
  it(`at ${KILLS} random moments (seed ${SEED}) has every acknowledged block, and can continue`, async () => {
    const random = seeded(SEED)
    const program = await BuiltCommand.make('test/programs/record-until-killed.ts')
    const moments = Array.from({ length: KILLS }, () => ({ blocks: random() * 300, later: random() * 3 }))
    let cut = 0
    const examine = async (path: string, acknowledged: number) => {
      const { count, leftover } = countNumbered(await readFile(path))
      expect(count).toBeGreaterThanOrEqual(acknowledged)
      if (leftover > 0) cut += 1
      const recorder = await Recorder.reopen(path)
      for (let index = count; index < count + 20; index += 1) recorder.append(numberedBlock(index))
      await recorder.close()
      expect(countNumbered(await readFile(path))).toEqual({ count: count + 20, leftover: 0 })
      await rm(path)
    }
    const worker = async (name: number) => {
      for (let moment = moments.pop(); moment; moment = moments.pop()) {
        const path = join(folder, `${name}.pcapng`)
        await examine(path, await recordAndKill(program, path, moment.blocks, moment.later))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => worker(name)))
    console.log(`killed ${KILLS} recordings (seed ${SEED}); ${cut} ended inside a block`)
  }, 120_000)
})

describe('unstick lab --append FILE', () => {
  it('continues after the last whole block of a recording that was cut off, in a new section', async () => {
    const unstick = await BuiltCommand.make()
    const path = join(folder, 'two-runs.pcapng')
    const run = ['lab', 'hello-world', '--loopback', '--set', 'wait=10']
    expect((await unstick.run([...run, '--record', path])).code).toBe(0)
    const whole = await readFile(path)
    // As after a crash: the end of the last block, the server's close, is missing.
    await writeFile(path, whole.subarray(0, whole.length - 5))
    expect(await unstick.run([...run, '--append', path])).toMatchObject({ code: 0, stderr: '' })
    const session = new Session()
    session.push(await readFile(path))
    session.end()
    expect(session.problem).toBeUndefined()
    expect(session.streams.map(({ send, recv }) => [send.count, recv.count])).toEqual([
      [2, 1],
      [2, 1],
    ])
    expect(session.calls.filter(({ call }) => call.name === 'close')).toHaveLength(2 + 2 - 1)
    expect(await unstick.run([...run, '--append', join(folder, 'none.pcapng')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it does not exist') as string,
    })
    expect((await unstick.run([...run, '--append', path, '--record', path])).code).toBe(2)
  })
})

describe('Recorder.reopen(path)', () => {
  const [header = new Uint8Array(0)] = opening
  const write = async (...pieces: readonly Uint8Array[]) => {
    const path = join(folder, 'one.pcapng')
    await writeFile(path, Buffer.concat(pieces))
    return path
  }

  it('cuts off an unfinished block, whichever byte it ends at', async () => {
    const block = numberedBlock(1)
    for (let length = 1; length < block.length; length += 1) {
      const recorder = await Recorder.reopen(await write(header, block.subarray(0, length)))
      expect(recorder.size).toBe(header.length)
      await recorder.close()
    }
  })

  it('refuses a file that is damaged elsewhere and leaves it unchanged', async () => {
    const path = await write(header, new Uint8Array(64))
    await expect(Recorder.reopen(path)).rejects.toMatchObject({ code: 'FILE_DAMAGED' })
    expect(await readFile(path)).toHaveLength(header.length + 64)
  })

  it('refuses a file that is not pcapng', async () => {
    await expect(Recorder.reopen(await write())).rejects.toMatchObject({ code: 'NOT_A_CAPTURE' })
    const pcap = Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, ...new Uint8Array(20))
    await expect(Recorder.reopen(await write(pcap))).rejects.toMatchObject({ code: 'NOT_A_CAPTURE' })
  })
})
