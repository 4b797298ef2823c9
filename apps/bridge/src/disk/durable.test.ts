import { lstat, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { move, placeNew, placeOver, syncFolder, writePrivateFile } from './durable.ts'

let folder: string
let at: (name: string) => string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  at = (name) => join(folder, name)
})
afterEach(() => rm(folder, { recursive: true }))

test('a new file takes a free name and leaves no temporary', async () => {
  await writeFile(at('.new'), 'bytes')
  await placeNew(at('.new'), at('file'))
  expect(await readFile(at('file'), 'utf8')).toBe('bytes')
  expect(await readdir(folder)).toEqual(['file'])
})

test('a new file never replaces an existing one', async () => {
  await writeFile(at('file'), 'old')
  await writeFile(at('.new'), 'new')
  await expect(placeNew(at('.new'), at('file'))).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readFile(at('file'), 'utf8')).toBe('old')
  expect(await readFile(at('.new'), 'utf8')).toBe('new')
})

test('a file that is put over another replaces it', async () => {
  await writeFile(at('file'), 'old')
  await writeFile(at('.new'), 'new')
  await placeOver(at('.new'), at('file'))
  expect(await readFile(at('file'), 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['file'])
})

test('a file moves from one folder to another', async () => {
  const other = await mkdtemp(join(tmpdir(), 'unstick-'))
  await writeFile(at('file'), 'bytes')
  await move(at('file'), join(other, 'file'))
  expect(await readdir(folder)).toEqual([])
  expect(await readFile(join(other, 'file'), 'utf8')).toBe('bytes')
  await rm(other, { recursive: true })
})

test("a private file is its owner's alone, whatever the umask is and whatever was there", async () => {
  const before = process.umask(0o277)
  try {
    await writeFile(at('secret'), 'old', { mode: 0o644 })
    await writePrivateFile(at('secret'), 'new', placeOver)
  } finally {
    process.umask(before)
  }
  expect((await lstat(at('secret'))).mode & 0o777).toBe(0o600)
  expect(await readFile(at('secret'), 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['secret'])
})

test('a private file that cannot be put in place leaves nothing', async () => {
  await expect(writePrivateFile(join(folder, 'none', 'secret'), 'x', placeNew)).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(await readdir(folder)).toEqual([])
})

test('a missing folder cannot be synced, and that is an error', async () => {
  await expect(syncFolder(at('none'))).rejects.toMatchObject({ code: 'ENOENT' })
  await syncFolder(folder)
  expect((await stat(folder)).isDirectory()).toBe(true)
})
