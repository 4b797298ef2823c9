import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const lock = new URL('lock.mjs', import.meta.url).href

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstick-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A process in the folder that runs `work`, which may call `withLock`. */
const start = (work) => {
  const program = `
    import { appendFileSync, mkdirSync, rmdirSync } from 'node:fs'
    import { withLock } from '${lock}'
    const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    ${work}`
  return spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: folder })
}

/** Resolves when the process has written this. */
const says = async (stream, text) => {
  let said = ''
  for await (const piece of stream) {
    said += piece
    if (said.includes(text)) return
  }
  throw new Error(`it ended with: ${said}`)
}

it('lets one of six processes work at a time, and leaves nothing', async () => {
  // mkdir fails if another process is inside.
  const work = `withLock(() => { mkdirSync('inside'); pause(20); rmdirSync('inside'); appendFileSync('done', 'x') })`
  const codes = await Promise.all(Array.from({ length: 6 }, async () => (await once(start(work), 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0, 0, 0, 0])
  expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('xxxxxx')
  expect(readdirSync(folder)).toEqual(['done'])
})

it('says which process it waits for, and takes over when that one is killed', async () => {
  const first = start(`withLock(() => { console.log('has it'); pause(600_000) })`)
  await says(first.stdout, 'has it')
  const second = start(`withLock(() => appendFileSync('done', 'x'))`)
  const exit = once(second, 'exit')
  await says(second.stderr, `waiting for process ${first.pid}, which installs or builds here\n`)
  first.kill('SIGKILL')
  expect((await exit)[0]).toBe(0)
  expect(readdirSync(folder)).toEqual(['done'])
})

it('is free again after its process has exited in the middle of its work', async () => {
  expect((await once(start(`withLock(() => process.exit(3))`), 'exit'))[0]).toBe(3)
  expect(readdirSync(folder)).toEqual([])
})
