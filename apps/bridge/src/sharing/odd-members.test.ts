// Whatever lies in `.bridges` under the name of a member, nobody waits for it.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Membership } from './membership.ts'

let path: string
let membership: Membership
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'unstick-')), '.bridges')
  membership = await Membership.join(path)
})
afterEach(async () => {
  await membership.leave()
  await rm(join(path, '..'), { recursive: true })
})

const id = '01234567-89ab-cdef-0123-456789abcdef'

it.each([
  ['a pipe', (file: string) => Promise.resolve(void execFileSync('mkfifo', [file]))],
  ['a folder', (file: string) => mkdir(file).then(() => writeFile(join(file, 'x'), ''))],
  ['an endless device', (file: string) => symlink('/dev/zero', file)],
])('%s may live for a minute, and is swept then', async (_, make) => {
  const file = join(path, `${id}.bridge`)
  await make(file)
  await writeFile(join(path, `${id}.live.one`), '')
  expect([...(await membership.liveElsewhere())]).toEqual([['one', 0]])
  if (_ === 'an endless device') return
  const old = new Date(Date.now() - 61_000)
  await utimes(file, old, old)
  expect([...(await membership.liveElsewhere())]).toEqual([])
  await membership.sweep()
  expect(await readdir(path)).toEqual([`${membership.id}.bridge`])
})
