import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Counter } from './counter.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-counter-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A session with that many sends of one byte. */
const written = async (name: string, sends: number): Promise<string> => {
  const path = join(folder, `${name}.pcapng`)
  const send = callBlock(0, {
    name: 'send',
    args: ['1'],
    result: 1,
    transport: 'tcp',
    local: { address: '127.0.0.1', port: 1_000 },
    remote: { address: '127.0.0.1', port: 2_000 },
    start: 1n,
    duration: 1n,
    payload: Uint8Array.of(97),
  })
  const blocks = [sessionHeaderBlock({ title: name }), callInterfaceBlock('client')]
  await writeFile(path, Buffer.concat([...blocks, ...Array<Uint8Array>(sends).fill(send)]))
  return path
}

const few = { streams: 1, sends: 3, segments: 0, recvs: 0, messages: 0, merges: 0, splits: 0, shortWrites: 0 }

it('counts one session after another, says why one cannot be read, and ends', async () => {
  const counter = new Counter()
  const path = await written('few', 3)
  expect(await counter.count(path)).toEqual({ counts: few })
  expect(await counter.count(join(folder, 'none'))).toEqual({ uncounted: 'it could not be read (ENOENT)' })
  expect(await counter.count(folder)).toEqual({ uncounted: 'it is a folder' })
  await counter.close()
  expect(await counter.count(path)).toEqual({})
})

it('gives up what takes too long, and goes on with the next', async () => {
  const counter = new Counter({ maxMilliseconds: 1 })
  expect(await counter.count(await written('many', 200_000))).toEqual({
    uncounted: 'counting it took more than 0.001 s',
  })
  await counter.close()
})

it('survives a session that takes too much memory, and goes on with the next', async () => {
  const counter = new Counter({ maxMegabytes: 16 })
  const hungry = await written('hungry', 20)
  const connections = Array.from({ length: 60_000 }, (_, k) =>
    callBlock(0, {
      name: 'send',
      args: ['1'],
      result: 1,
      transport: 'tcp',
      local: { address: `10.0.${k >> 8}.${k & 255}`, port: 1_000 },
      remote: { address: '127.0.0.1', port: 2_000 },
      start: 1n,
      duration: 1n,
      payload: Uint8Array.of(97),
    }),
  )
  await writeFile(hungry, Buffer.concat(connections), { flag: 'a' })
  expect(await counter.count(hungry)).toEqual({ uncounted: 'counting it took more than 16 MB of memory' })
  expect(await counter.count(await written('few', 3))).toEqual({ counts: few })
  await counter.close()
})
