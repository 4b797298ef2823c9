// How `unstick run` ends: whatever is stopped, killed or stubborn, nothing that it started is left.
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { processesWith } from '../../test/process-tree.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace) console.log('strace is missing: how programs of one’s own end was not looked at')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()
const temporary = await temporaryFolder()

/** Bounds of the tests, not of the product: a busy machine is slow. */
const PATIENCE = 20_000

let runs = 0
/** Starts a run whose processes, and no others, have `mark` in their environment. */
const start = (...words: readonly string[]) => {
  runs += 1
  const mark = `unstick-test-${process.pid}-${runs}`
  const file = join(folder, `${runs}.pcapng`)
  const child = unstick.start(['run', '--record', file, ...words], { MARK: mark, TMPDIR: temporary })
  return { child, end: ended(child), left: () => processesWith(mark) }
}

describe.skipIf(!hasStrace)('unstick run', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on as Ctrl+C, once', async (signal) => {
    const { child, end, left } = start(
      `trap 'echo asked; exit 7' INT; echo ready; while :; do sleep 0.01; done`,
    )
    await waitFor(child.stdout, /ready/)
    child.kill(signal)
    const { code, stdout } = await end
    expect(stdout.match(/asked/g)).toHaveLength(1)
    expect(code).toBe(7)
    expect(left()).toEqual([])
  })

  it(
    'ends a program that ignores every signal that can be ignored, and its children',
    async () => {
      const { child, end, left } = start(
        `trap '' INT TERM HUP; (trap '' INT TERM; sleep 1000) & echo ready; while :; do sleep 0.01; done`,
      )
      await waitFor(child.stdout, /ready/)
      child.kill('SIGINT')
      expect((await end).code).toBe(128 + 9)
      expect(left()).toEqual([])
    },
    PATIENCE * 2,
  )

  it('leaves nothing when it is killed itself, not even what has put itself in the background', async () => {
    const { child, left } = start(
      `setsid sh -c 'trap "" HUP; echo away; exec sleep 1000' & (setsid sleep 1000 &); echo ready; sleep 1000`,
    )
    await Promise.all([waitFor(child.stdout, /ready/), waitFor(child.stdout, /away/)])
    expect(left().length).toBeGreaterThan(3)
    // Once all tracers have begun, not even the names of their pipes are left.
    await expect.poll(() => readdir(temporary), { timeout: PATIENCE }).toEqual([])
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    await expect.poll(left, { timeout: PATIENCE }).toEqual([])
    expect(await readdir(temporary)).toEqual([])
  })

  it('leaves nothing when strace is killed under it', async () => {
    const { child, end, left } = start('echo $PPID; sleep 1000')
    const [, tracer = ''] = await waitFor(child.stdout, /(\d+)/)
    process.kill(Number(tracer), 'SIGKILL')
    expect((await end).code).toBe(128 + 9)
    expect(left()).toEqual([])
  })

  it(
    'ends a program that forks faster than anybody could list its processes',
    async () => {
      // Bounded, so that a failure of this test does not take the machine: at most 511 processes.
      const { child, end, left } = start(
        'f() { if [ $1 -lt 9 ]; then sleep 0.01; f $(($1 + 1)) & f $(($1 + 1)) & fi; sleep 100; }; echo ready; f 1',
      )
      await waitFor(child.stdout, /ready/)
      await expect.poll(() => left().length, { timeout: PATIENCE }).toBeGreaterThan(20)
      child.kill('SIGKILL')
      await end
      await expect.poll(left, { timeout: PATIENCE }).toEqual([])
    },
    PATIENCE * 3,
  )

  it('outlives a program that closes all its descriptors, and records what it did before', async () => {
    const { end } = start(
      '--json',
      '--',
      'sh',
      '-c',
      'echo hi; exec 0<&- 1>&- 2>&- 3>&- 4>&- 5>&-; exec sleep 0.05',
    )
    expect((await end).code).toBe(0)
  })

  it('says in one sentence that strace is missing', async () => {
    const child = unstick.start(['run', 'true'], { PATH: folder })
    const { code, stderr } = await ended(child)
    expect(code).toBe(1)
    expect(stderr).toContain('apt-get install strace')
  })
})
