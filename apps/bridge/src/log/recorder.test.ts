import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { follow, type Followed } from './follow.ts'
import { Recorder } from './recorder.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  path = join(folder, 'one.pcapng')
})
afterEach(() => rm(folder, { recursive: true }))

const block = (byte: number, length = 100) => new Uint8Array(length).fill(byte)
const whole = { offset: 0, version: '' }
const never = new AbortController().signal

interface Reading {
  readonly bytes: number[]
  readonly words: string[]
  readonly version: string
}

/** Reads a log to its end. `onPiece` may delay the reader. */
const readAll = async (
  messages: AsyncIterable<Followed>,
  onPiece: (piece: Uint8Array) => void | Promise<void> = () => undefined,
): Promise<Reading> => {
  const bytes: number[] = []
  const words: string[] = []
  let version = ''
  for await (const message of messages) {
    if (message instanceof Uint8Array) {
      bytes.push(...message)
      await onPiece(message)
    } else {
      words.push(message.type)
      if (message.type === 'start') version = message.version
    }
  }
  return { bytes, words, version }
}

describe('a recorder', () => {
  it('appends blocks in order, even if more arrive meanwhile', async () => {
    const recorder = await Recorder.create(path, [block(1), block(2)])
    for (let byte = 3; byte < 200; byte += 1) recorder.append(block(byte))
    await recorder.close()
    const data = await readFile(path)
    expect(data.length).toBe(199 * 100)
    expect(Array.from({ length: 199 }, (_, index) => data[index * 100])).toEqual(
      Array.from({ length: 199 }, (_, index) => index + 1),
    )
  })

  it('never overwrites an existing file', async () => {
    const recorder = await Recorder.create(path, [])
    await recorder.close()
    await expect(Recorder.create(path, [])).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it('makes a fast source wait for the disk', async () => {
    const recorder = await Recorder.create(path, [])
    for (let index = 0; index < 8; index += 1) recorder.append(block(index, 1024 * 1024))
    await recorder.room()
    expect(recorder.size).toBeGreaterThanOrEqual(1024 * 1024)
    await recorder.close()
    expect((await stat(path)).size).toBe(8 * 1024 * 1024)
  })
})

describe('a follower', () => {
  it('that comes late reads everything from the beginning, and then what is appended', async () => {
    const recorder = await Recorder.create(path, [block(1)])
    const reading = readAll(follow(await open(path, 'r'), recorder, whole, never), async ([first]) => {
      if (first === 1) recorder.append(block(2))
      else await recorder.close()
    })
    const { bytes, words } = await reading
    expect(bytes).toEqual([...block(1), ...block(2)])
    expect(words).toEqual(['start', 'end'])
  })

  it('that is slow does not delay another', async () => {
    const recorder = await Recorder.create(path, [block(1)])
    let wake: () => void = () => undefined
    const asleep = new Promise<void>((resolve) => (wake = resolve))
    const slow = readAll(follow(await open(path, 'r'), recorder, whole, never), () => asleep)
    const quick = readAll(follow(await open(path, 'r'), recorder, whole, never))
    recorder.append(block(2))
    await recorder.close()
    expect((await quick).bytes).toHaveLength(200)
    wake()
    expect((await slow).bytes).toHaveLength(200)
  })

  it('goes on from its offset if the version is the same, and otherwise begins again', async () => {
    const recorder = await Recorder.create(path, [block(1), block(2)])
    await recorder.close()
    const { version } = await readAll(follow(await open(path, 'r'), undefined, whole, never))
    const again = async (from: { offset: number; version: string }) =>
      readAll(follow(await open(path, 'r'), undefined, from, never)).then(({ bytes }) => bytes.length)
    expect(await again({ offset: 150, version })).toBe(50)
    expect(await again({ offset: 150, version: 'another' })).toBe(200)
    expect(await again({ offset: 201, version })).toBe(200)
  })

  it('that goes away while nothing comes ends quietly', async () => {
    const recorder = await Recorder.create(path, [block(1)])
    const gone = new AbortController()
    const reading = readAll(follow(await open(path, 'r'), recorder, whole, gone.signal), () => gone.abort())
    expect((await reading).words).toEqual(['start'])
    await recorder.close()
  })

  it('gets a large log in pieces of at most 120 KiB', async () => {
    const recorder = await Recorder.create(path, [block(1, 1_000_000)])
    await recorder.close()
    const pieces: number[] = []
    for await (const message of follow(await open(path, 'r'), undefined, whole, never)) {
      if (message instanceof Uint8Array) pieces.push(message.length)
    }
    expect(Math.max(...pieces)).toBe(120 * 1024)
    expect(pieces.reduce((sum, length) => sum + length)).toBe(1_000_000)
  })
})
