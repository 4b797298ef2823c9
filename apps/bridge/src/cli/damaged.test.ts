// Damaged files through the built command: an exit code, JSON for everything before the damage, one coded sentence for
// the rest, and never a stack trace.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { damage, randomFrom } from '../../../../packages/session/test/damage.ts'
import { BuiltCommand } from '../../test/built-command.ts'

const SEED = Number(process.env.DAMAGE_SEED ?? 20_261_123)
const FILES = 200
const STARTS = 8
/** A command line that takes longer hangs. */
const HANGS = 60_000

const hasEditcap = spawnSync('editcap', ['--version']).status === 0
if (!hasEditcap) console.log('editcap is missing: no packets with its errors were read')

const captures = ['packages/session/test/fixtures/', 'packages/pcapng/test/fixtures/'].flatMap((path) => {
  const folder = fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
  return readdirSync(folder)
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .map((name) => join(folder, name))
})

let many: BuiltCommand
let unstick: BuiltCommand
let folder: string
beforeAll(async () => {
  many = await BuiltCommand.make('test/programs/many-commands.ts')
  unstick = await BuiltCommand.make()
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const infoOf = (file: string) => ['info', file, '--json']
const framesOf = (file: string) => ['frames', file, '--framing', 'struct:!I', '--json']

/** What each command line wrote, all in one process. */
const runAll = async (lines: readonly (readonly string[])[]): Promise<readonly Outcome[]> => {
  const input = lines.map((args) => `${JSON.stringify(args)}\n`).join('')
  const { code, stdout, stderr } = await many.run([], input, ['timeout', String(HANGS / 1000)])
  const outputs = stdout.split('\x1e')
  const said = stderr.split('\x1e')
  const done = outputs.length - 1
  expect(code, `command line ${done} of DAMAGE_SEED=${SEED} ended it all: ${said.at(-1) ?? ''}`).toBe(0)
  expect(done).toBe(lines.length)
  return lines.map((_, k) => ({
    stdout: outputs[k] ?? '',
    stderr: said[2 * k] ?? '',
    code: Number(said[2 * k + 1]),
  }))
}

/** One capture: every third is only cut, the others are damaged in any way. The same seed and number give the same one. */
const write = async (index: number): Promise<{ file: string; bytes: Uint8Array }> => {
  const random = randomFrom(SEED + index)
  const sound = readFileSync(captures[index % captures.length] ?? '')
  const { bytes } =
    index % 3 === 0
      ? { bytes: sound.subarray(0, Math.floor(random() * sound.length)) }
      : damage(sound, random)
  const file = join(folder, `damaged-${index}`)
  await writeFile(file, bytes)
  return { file, bytes }
}

const CODED = /^unstick: .+ \(([A-Z_]+)\)\n$/

const expectPlain = ({ code, stdout, stderr }: Outcome, about: string): void => {
  expect([0, 1], about).toContain(code)
  if (code === 0) expect(stderr, about).toBe('')
  else expect(stderr, about).toMatch(CODED)
  for (const line of stdout.split('\n').slice(0, -1)) expect(JSON.parse(line), about).toBeTypeOf('object')
}

const expectInfo = (outcome: Outcome, bytes: Uint8Array, about: string): void => {
  expectPlain(outcome, about)
  const { code, stdout, stderr } = outcome
  const kind = CODED.exec(stderr)?.[1]
  if (kind === 'NOT_A_CAPTURE') {
    expect(stdout, about).toBe('')
    return
  }
  const read = (JSON.parse(stdout) as { bytes: number }).bytes
  if (code === 0) expect(read, about).toBe(bytes.length)
  else {
    expect(kind, about).toBe('FILE_DAMAGED')
    expect(stderr, about).toMatch(new RegExp(` at byte ${read}\\b`))
  }
}

describe(`the built command on ${FILES} damaged files (DAMAGE_SEED=${SEED})`, () => {
  it(
    'reports what is before the damage, and where it is, with exit code 0 or 1',
    async () => {
      const files = await Promise.all(Array.from({ length: FILES }, (_, index) => write(index)))
      const outcomes = await runAll(files.flatMap(({ file }) => [infoOf(file), framesOf(file)]))
      let damaged = 0
      for (const [index, { bytes }] of files.entries()) {
        const [info, frames] = outcomes.slice(2 * index)
        if (!info || !frames) throw new Error('every file has two outcomes')
        expectInfo(info, bytes, `info of file ${index}`)
        expectPlain(frames, `frames of file ${index}`)
        if (info.stderr.includes('(FILE_DAMAGED)')) damaged += 1
      }
      expect(damaged).toBeGreaterThan(FILES / 4)
      // A process of its own ends the same way.
      for (let index = 0; index < STARTS; index += 1) {
        const { file = '' } = files[index * 25] ?? {}
        expect(await unstick.run(infoOf(file))).toEqual(outcomes[2 * index * 25])
      }
    },
    2 * HANGS,
  )

  it('names the first byte of the block that a cut runs through', async () => {
    const sound = readFileSync(captures.find((name) => name.endsWith('/micro.pcap')) ?? '')
    // A pcap record is 16 bytes and the captured bytes. The first comes after a header of 24.
    const second = 24 + 16 + sound.readUInt32LE(24 + 8)
    const file = join(folder, 'cut')
    await writeFile(file, sound.subarray(0, second + 20))
    const [info] = await runAll([infoOf(file)])
    expect(info?.code).toBe(1)
    expect(info?.stderr).toContain(`inside the block at byte ${second}: 20 of`)
    expect(JSON.parse(info?.stdout ?? '')).toMatchObject({ bytes: second, packets: 1 })
  })

  it.skipIf(!hasEditcap)(
    'reads packets with the errors of editcap to the end of the file',
    async () => {
      // editcap writes no file whose sections have different link types.
      const files = captures.flatMap((capture, index) => {
        const file = join(folder, `errors-${index}`)
        const args = ['-E', '0.02', '--seed', String(SEED + index), capture, file]
        return spawnSync('editcap', args).status === 0 ? [file] : []
      })
      expect(files.length).toBeGreaterThan(captures.length * 0.8)
      const outcomes = await runAll(files.flatMap((file) => [infoOf(file), framesOf(file)]))
      for (const [index, file] of files.entries()) {
        const [info, frames] = outcomes.slice(2 * index)
        if (!info || !frames) throw new Error('every file has two outcomes')
        expectInfo(info, readFileSync(file), `info of ${file}`)
        expect(info.code, file).toBe(0)
        expectPlain(frames, `frames of ${file}`)
      }
    },
    HANGS,
  )
})
