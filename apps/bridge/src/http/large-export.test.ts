// A session that takes seconds to read is exported beside the bridge's other work.
import { existsSync } from 'node:fs'
import { readdir, readlink, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LiveBridge, token } from '../../test/live-bridge.ts'

const SENDS = 200_000

let bridge: LiveBridge
beforeAll(async () => {
  bridge = await LiveBridge.start()
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
  const blocks = [sessionHeaderBlock({ title: 'large' }), callInterfaceBlock('client')]
  const sends = Array<Uint8Array>(SENDS).fill(send)
  await writeFile(bridge.folder.fileOf('large'), Buffer.concat([...blocks, ...sends]))
})
afterAll(async () => {
  await bridge.close()
  expect(bridge.failures).toEqual([])
})

const headers = { authorization: `Bearer ${token}` }

it('takes little of the time of the thread that answers', async () => {
  const before = performance.eventLoopUtilization()
  const { text } = await bridge.ask('/api/sessions/large/export/raw', { headers })
  const { utilization } = performance.eventLoopUtilization(before)
  expect(text).toBe('a'.repeat(SENDS))
  expect(utilization).toBeLessThan(0.25)
})

it.skipIf(!existsSync('/proc/self/fd'))('ends with its client, although nothing was sent yet', async () => {
  const held = async (): Promise<number> => {
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    )
    return links.filter((link) => link === bridge.folder.fileOf('large')).length
  }
  const path = '/api/sessions/large/export/frames?framing=fixed:1'
  const request = http.get({ host: '127.0.0.1', port: bridge.port, path, headers, agent: false })
  request.on('error', () => undefined)
  await expect.poll(held, { timeout: 10_000 }).toBe(1)
  request.destroy()
  await expect.poll(held, { timeout: 10_000 }).toBe(0)
})
