import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeptSecret } from './kept-secret.ts'
import { keptSecret, renewSecret, secretPath } from './secret-file.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-secret-'))
})
afterEach(() => rm(home, { recursive: true }))

const path = (): string => secretPath(home)
const onDisk = () => readFile(path())
const modeOf = async (file: string): Promise<string> => ((await stat(file)).mode & 0o777).toString(8)

describe('the secret file', () => {
  it('is made of 32 bytes with mode 0600, and kept', async () => {
    const { secret, trouble } = await keptSecret(home)
    expect(trouble).toBeUndefined()
    expect(secret).toHaveLength(32)
    expect(await modeOf(path())).toBe('600')
    expect(await onDisk()).toEqual(Buffer.from(secret))
    expect((await keptSecret(home)).secret).toEqual(secret)
  })

  it('has mode 0600 whatever the umask', async () => {
    const before = process.umask(0o777)
    try {
      await keptSecret(home)
    } finally {
      process.umask(before)
    }
    expect(await modeOf(path())).toBe('600')
  })

  it('is one for all who start at once', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => keptSecret(home)))
    expect(new Set(all.map(({ secret }) => Buffer.from(secret).toString('hex'))).size).toBe(1)
    // Nobody leaves anything beside it.
    expect(await readdir(home)).toEqual(['page-secret'])
  })

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'others may read it',
      () => chmod(path(), 0o644),
      /had the mode 0644 instead of 0600: it was replaced by a new one$/,
    ],
    ['its group may write it', () => chmod(path(), 0o620), /had the mode 0620/],
    ['it is short', () => writeFile(path(), 'short'), /had 5 bytes instead of 32/],
    ['it is empty', () => writeFile(path(), ''), /had 0 bytes instead of 32/],
    [
      'it is a link',
      async () => {
        await writeFile(join(home, 'elsewhere'), Buffer.alloc(32, 1), { mode: 0o600 })
        await rm(path())
        await symlink(join(home, 'elsewhere'), path())
      },
      /is a symbolic link/,
    ],
    [
      'it is a FIFO',
      async () => {
        await rm(path())
        spawnSync('mkfifo', ['-m', '600', path()])
      },
      /is not a regular file/,
    ],
    [
      'it is a folder',
      async () => {
        await rm(path())
        await mkdir(path())
      },
      /is not a regular file/,
    ],
  ])('is made anew where %s, and a sentence says so', async (_, damage, sentence) => {
    const before = (await keptSecret(home)).secret
    await damage()
    const { secret, trouble } = await keptSecret(home)
    expect(trouble).toMatch(sentence)
    expect(secret).toHaveLength(32)
    expect(secret).not.toEqual(before)
    expect(await modeOf(path())).toBe('600')
    expect(await onDisk()).toEqual(Buffer.from(secret))
    expect(await keptSecret(home)).toEqual({ secret, trouble: undefined })
  })

  it.skipIf(process.getuid?.() !== 0)(
    'is made anew where it belongs to another user (needs root)',
    async () => {
      const before = (await keptSecret(home)).secret
      spawnSync('chown', ['65534', path()])
      const { secret, trouble } = await keptSecret(home)
      expect(trouble).toMatch(/belongs to another user/)
      expect(secret).not.toEqual(before)
      expect((await stat(path())).uid).toBe(0)
    },
  )

  it('that cannot be kept is a fresh one, with why', async () => {
    await writeFile(join(home, 'file'), '')
    const { secret, trouble } = await keptSecret(join(home, 'file', 'home'))
    expect(secret).toHaveLength(32)
    expect(trouble).toMatch(/cannot be kept \(ENOTDIR\)$/)
  })
})

describe('a running bridge’s secret', () => {
  it('stays the same array while the file stays, and follows it once it is made anew', async () => {
    const kept = await KeptSecret.open(home, () => undefined)
    const before = await kept.now()
    expect(await kept.now()).toBe(before)
    await chmod(path(), 0o600)
    expect(await kept.now()).toBe(before)
    await renewSecret(home)
    const after = await kept.now()
    expect(after).not.toEqual(before)
    expect(Buffer.from(after)).toEqual(await onDisk())
  })

  it('is another once somebody has taken the file away', async () => {
    const kept = await KeptSecret.open(home, () => undefined)
    const before = await kept.now()
    await rm(path())
    expect(await kept.now()).not.toEqual(before)
  })

  it('of two bridges that mend a damaged file at once is the same in the end', async () => {
    await writeFile(path(), 'damaged', { mode: 0o600 })
    const all = await Promise.all(Array.from({ length: 10 }, () => KeptSecret.open(home, () => undefined)))
    const secrets = await Promise.all(all.map((kept) => kept.now()))
    const wanted = await onDisk()
    for (const secret of secrets) expect(Buffer.from(secret)).toEqual(wanted)
  })
})
