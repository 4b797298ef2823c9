import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { memberText, newMember } from './member.ts'
import { Membership } from './membership.ts'
import { Turns } from './turns.ts'

/** `KILLS=1000 npx vitest run turns` runs the long attack. */
const KILLS = Number(process.env.KILLS ?? 25)
const AT_ONCE = 4

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a turn', () => {
  it(`belongs to one process at a time, although ${KILLS} are killed during theirs or while they wait`, async () => {
    const program = await BuiltCommand.make('test/programs/take-turns.ts')
    await writeFile(join(folder, 'inside'), '0')
    const two: string[] = []
    let turns = 0
    const takeTurns = async (lines: number) => {
      const child = program.start([folder])
      const gone = once(child, 'exit')
      let left = lines
      if (child.stdout)
        for await (const line of createInterface({ input: child.stdout })) {
          if (line === 'turn') turns += 1
          else two.push(line)
          left -= 1
          if (left <= 0) child.kill('SIGKILL')
        }
      await gone
    }
    let kills = 0
    const worker = async () => {
      for (; kills < KILLS; kills += 1) await takeTurns(1 + (kills % 7))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    expect(two).toEqual([])
    expect(turns).toBeGreaterThan(KILLS)
    // The next one removes what the killed ones left.
    const membership = await Membership.join(join(folder, '.bridges'))
    await membership.sweep()
    const again = new Turns(membership)
    await again.take(() => Promise.resolve())
    await again.sweep()
    await membership.leave()
    expect(await readdir(membership.path)).toEqual([])
  }, 120_000)

  it('of a dead process is taken over, even if its heir is dead too', async () => {
    const path = join(folder, '.bridges')
    const membership = await Membership.join(path)
    // No process has this number, because the largest on Linux is 4,194,304.
    const dead = async () => ({ ...(await newMember()), pid: 2_000_000_000 })
    const [holder, heir] = [await dead(), await dead()]
    await writeFile(join(path, 'turn'), memberText(holder))
    await writeFile(join(path, `heir.${holder.id}`), memberText(heir))
    expect(await new Turns(membership).take(() => readdir(path))).toEqual(expect.arrayContaining(['turn']))
    await membership.leave()
    expect(await readdir(path)).toEqual([])
  })

  it('of another process with the same number is taken over', async () => {
    const path = join(folder, '.bridges')
    const membership = await Membership.join(path)
    await writeFile(join(path, 'turn'), memberText({ ...(await newMember()), started: '1' }))
    expect(await new Turns(membership).take(() => Promise.resolve('taken'))).toBe('taken')
    await membership.leave()
  })

  it('waits for the one before, even if that fails', async () => {
    const membership = await Membership.join(join(folder, '.bridges'))
    const turns = new Turns(membership)
    const order: string[] = []
    const failing = turns.take(async () => {
      order.push('first')
      await Promise.resolve()
      throw new Error('failed')
    })
    const next = turns.take(() => Promise.resolve(order.push('second')))
    await expect(failing).rejects.toThrow('failed')
    await next
    expect(order).toEqual(['first', 'second'])
    await membership.leave()
  })
})
