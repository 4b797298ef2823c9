// Whatever a capture, a name or an argument contains reaches the terminal only as text.
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionHeaderBlock } from '@unstick/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { unseenRanges, unseenText } from '../../test/unseen-ranges.ts'

let unstick: BuiltCommand
let folder: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** The code points in a program's output that a terminal would obey or hide. Line ends are ours. */
const unseenIn = (words: string): string[] => [
  ...new Set(
    Array.from(words, (character) => character.codePointAt(0) ?? 0)
      .filter((code) => code !== 0x0a && unseenRanges.some(([first, last]) => code >= first && code <= last))
      .map((code) => code.toString(16)),
  ),
]

/** No argument and no name can contain NUL. */
const argument = unseenText.slice(1)

const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await unstick.run(args)
  expect(unseenIn(stdout + stderr)).toEqual([])
  return { code, stdout, stderr }
}

describe('a title of all controls', () => {
  it('is shown by info on one line', async () => {
    const file = join(folder, 'title.pcapng')
    await writeFile(file, sessionHeaderBlock({ title: `a${unseenText}b` }))
    const { stdout } = await run('info', file)
    const [title = ''] = stdout.split('\n')
    expect(title.startsWith(String.raw`a\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e`)).toBe(true)
    expect(title.endsWith(String.raw`\u{e007f}b`)).toBe(true)
  })

  it('stays as it is in JSON, which is data', async () => {
    const file = join(folder, 'title-json.pcapng')
    await writeFile(file, sessionHeaderBlock({ title: unseenText }))
    const { stdout } = await unstick.run(['info', file, '--json'])
    expect((JSON.parse(stdout) as { title: string }).title).toBe(unseenText)
  })
})

describe('what was typed', () => {
  it.each([
    ['an unknown file', ['info', argument], 'cannot be read'],
    ['an unknown framing', ['frames', '-', '--framing', argument], 'FRAMING_MALFORMED'],
    ['an unknown experiment', ['lab', argument], 'EXPERIMENT_UNKNOWN'],
    [
      'an unknown condition',
      ['lab', 'hello-world', '--loopback', '--set', `${argument}=1`],
      'CONDITION_UNKNOWN',
    ],
    [
      'a condition out of range',
      ['lab', 'hello-world', '--loopback', '--set', `gap=${argument}`],
      'CONDITION_NOT',
    ],
    ['an unknown program', ['lab', 'hello-world', '--python', argument], 'PROGRAM_UNKNOWN'],
    ['an unknown option', [`--${argument}`], 'error:'],
    ['an invalid choice', ['program', 'struct:!I', '--language', argument], 'error:'],
    ['an invalid port', ['--port', argument], 'error:'],
    ['a place to write', ['export', '/dev/null', '--pcapng', join('/nowhere', argument)], 'unstick:'],
  ])('%s is quoted visibly', async (_, args, said) => {
    const { code, stderr } = await run(...args)
    expect(code).toBeGreaterThan(0)
    expect(stderr).toContain(said)
    expect(stderr).toContain(String.raw`\x1b`)
  })

  it('an unknown stream is quoted visibly', async () => {
    const file = join(folder, 'none.pcapng')
    await writeFile(file, sessionHeaderBlock({ title: 'none' }))
    const { stderr } = await run('export', file, '--raw', '-', '--stream', argument)
    expect(stderr).toContain(String.raw`\x1b`)
  })
})

describe('a file’s name', () => {
  it('is shown visibly before its frames', async () => {
    for (let at = 0; at < argument.length; at += 50) {
      const file = join(folder, `raw-${argument.slice(at, at + 50)}`)
      await writeFile(file, unseenText)
      const { stdout } = await run('frames', file, '--raw', '--framing', 'fixed:7')
      expect(stdout).toContain(String.raw`"\x00\x01`)
    }
  })

  it('of the sessions folder is shown visibly by the bridge', async () => {
    const sessions = join(folder, 'sessions\u001b]0;owned\u0007\u202e')
    const child = unstick.start(['--port', '0', '--no-open', '--sessions', sessions], {
      UNSTICK_HOME: join(folder, 'home'),
    })
    const over = ended(child)
    await waitFor(child.stdout, /token=/)
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    await closed
    const { stdout, stderr } = await over
    expect(unseenIn(stdout + stderr)).toEqual([])
    expect(stderr).toContain(String.raw`sessions\x1b]0;owned\x07\u202e`)
  })
})

describe('what a program printed', () => {
  it('is visible, each line after its program’s name', async () => {
    const text = '\u001b[2J\u0007\u202e'
    const { stdout } = await run(
      'lab',
      'hello-world',
      '--loopback',
      '--set',
      'wait=10',
      '--set',
      `first=${text}`,
    )
    expect(stdout).toMatch(/^server: .*\\x1b\[2J\\x07/m)
  })

  it('and its source in Python contain no controls', async () => {
    const text = '\u001b[2J\u0007\u202e'
    await run('lab', 'hello-world', '--python', 'client', '--set', `first=${text}`)
    await run('program', 'delimiter:\\x1b')
  })
})
