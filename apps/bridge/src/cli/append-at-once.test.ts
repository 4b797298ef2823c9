// Commands that append to one file at the same time: each run is in it whole, or its command says that it is not.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BuiltCommand, ended } from '../../test/built-command.ts'

let unstick: BuiltCommand
let home: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterAll(() => rm(home, { recursive: true }))

const run = (...args: string[]) => ended(unstick.start(args, { UNSTICK_HOME: home }))

const packetsIn = async (file: string): Promise<number> => {
  const { code, stdout, stderr } = await run('info', '--json', file)
  expect([code, stderr]).toEqual([0, ''])
  return (JSON.parse(stdout) as { packets: number }).packets
}

it('no run is lost without a word', async () => {
  const file = join(home, 'run.pcapng')
  await run('lab', 'hello-world', '--loopback', '--record', file)
  const alone = await packetsIn(file)
  const all = await Promise.all(
    Array.from({ length: 3 }, () =>
      run('lab', 'hello-world', '--loopback', '--append', file, '--set', 'wait=1500'),
    ),
  )
  const done = all.filter(({ code }) => code === 0)
  for (const { code, stderr } of all)
    expect(code === 0 ? '' : stderr).toMatch(
      /^$|^unstick: The session "run" is still being recorded.*\(SESSION_LIVE\)\n$/,
    )
  expect(done.length).toBeGreaterThan(0)
  expect(await packetsIn(file)).toBe(alone * (1 + done.length))
}, 60_000)
