// What importers make of captures that other programs wrote, whatever the pieces in which they come.
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Session, summarize } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { type Blocks, ImportDamage, type Importer } from './importer.ts'
import { importers } from './importers.ts'
import { importerOf, sniff } from './sniff.ts'
import { fileEndings, titleOf, unpackedName } from './title-of.ts'

const fixtures = fileURLToPath(new URL('../../pcapng/test/fixtures/', import.meta.url))
const names = (await readdir(fixtures)).filter((name) => /\.pcap(ng)?$/.test(name))
const fixture = (name: string): Promise<Uint8Array> => readFile(`${fixtures}${name}`)

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

/** All that an importer yields, and what it throws after it. */
const imported = async (importer: Importer, bytes: Uint8Array, size: number, keepDamaged = false) => {
  const all: Blocks[] = []
  let damage: string | undefined
  try {
    for await (const blocks of importer.blocks(inPieces(bytes, size), { keepDamaged })) all.push(blocks)
  } catch (error) {
    if (!(error instanceof ImportDamage)) throw error
    damage = error.message
  }
  return {
    first: new Uint8Array(all[0]?.pieces[0] ?? []),
    bytes: Buffer.concat(all.flatMap(({ pieces }) => pieces)),
    packets: all.reduce((sum, { packets }) => sum + packets, 0),
    damage,
  }
}

const sessionOf = (bytes: Uint8Array): Session => {
  const session = new Session()
  session.push(bytes)
  session.end()
  return session
}

const found = async (bytes: Uint8Array): Promise<Importer> => {
  const { importer } = await sniff(inPieces(bytes, 3))
  if (!importer) throw new Error('no importer knows it')
  return importer
}

describe('importers', () => {
  it.each(names)(
    '%s is known by one importer, and a session of its blocks is that of the file',
    async (name) => {
      const bytes = await fixture(name)
      expect(importers.filter((each) => each.sniff(bytes.subarray(0, each.headLength)))).toHaveLength(1)
      const importer = await found(bytes)
      const [whole, cut] = [await imported(importer, bytes, bytes.length), await imported(importer, bytes, 7)]
      expect(cut).toEqual(whole)
      const direct = sessionOf(bytes)
      const through = sessionOf(whole.bytes)
      expect(summarize(through)).toEqual(summarize(direct))
      expect(whole.packets).toBe(direct.blocks.packets)
    },
  )

  it('know no other bytes, and not none', () => {
    for (const text of [
      '',
      'text',
      'int main() { return open(path) == -1; }',
      'execve "/bin/true"',
      '\x1f\x8b\x08\x00',
    ])
      expect(importerOf(Buffer.from(text, 'latin1'))).toBeUndefined()
    // Three of the four bytes of a pcapng's beginning: a capture that was cut, not another file.
    expect(importerOf(Buffer.from('0a0d0d', 'hex'))?.name).toBe('pcapng')
  })

  it('yield the first section header by itself', async () => {
    for (const name of names) {
      const bytes = await fixture(name)
      const { first } = await imported(await found(bytes), bytes, 5)
      expect(sessionOf(first)).toMatchObject({ length: first.length, blocks: { sections: 1, interfaces: 0 } })
    }
  })

  it('say at which byte a cut capture ends, and keep what comes before', async () => {
    const bytes = await fixture(names.find((name) => name.endsWith('.pcapng')) ?? '')
    const importer = await found(bytes)
    const cut = bytes.subarray(0, -5)
    const { bytes: before, damage } = await imported(importer, cut, 100)
    expect(damage).toBe(sessionOf(cut).problem?.message)
    expect(before.equals(Buffer.from(cut.subarray(0, sessionOf(cut).length)))).toBe(true)
    expect((await imported(importer, cut, 100, true)).bytes.equals(Buffer.from(cut))).toBe(true)
  })

  it('yield what follows damage as it came, where that is wanted', async () => {
    const bytes = Buffer.from(await fixture(names.find((name) => name.endsWith('.pcapng')) ?? ''))
    // The second block's length, which the first block's length leads to: no block is that long.
    bytes.writeUInt32LE(0xffffffff, bytes.readUInt32LE(4) + 4)
    const { damage, bytes: kept } = await imported(await found(bytes), bytes, 50, true)
    expect(damage).toBe(sessionOf(bytes).problem?.message)
    expect(kept.equals(bytes)).toBe(true)
  })

  it('hold no more than a block of a file without any section that can be read', async () => {
    // Section header of version 9 (draft-ietf-opsawg-pcapng, section 4.1), over and over: nothing in it is known.
    const block = Buffer.from('0a0d0d0a1c0000004d3c2b1a09000000ffffffffffffffff1c000000', 'hex')
    const { bytes, damage } = await imported(
      importers[0] as Importer,
      Buffer.alloc(28 * 700_000, block),
      1 << 20,
    )
    expect([bytes.length, damage]).toEqual([0, 'It has no section that can be read.'])
  })
})

describe('names', () => {
  it.each([
    ['hello.pcapng', 'hello'],
    ['hello.cap', 'hello'],
    ['a.b.pcap.gz', 'a.b'],
    ['hello.zst', 'hello'],
    ['hello.txt', 'hello.txt'],
    ['pcap', 'pcap'],
  ])('%s is called %s', (name, title) => expect(titleOf(unpackedName(name))).toBe(title))

  it('end as the importers say', () => expect(fileEndings()).toEqual(['.pcapng', '.pcap', '.cap', '.strace']))
})
