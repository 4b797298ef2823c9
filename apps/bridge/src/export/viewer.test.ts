import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { exporterOf, type Pieces } from '@unstick/formats'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { packed, readViewer } from './viewer.ts'

const folder = await temporaryFolder()

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const pageOf = (name: string, bytes: Uint8Array, limit?: number): Promise<string> =>
  written(name, piecesOf(bytes, 65_536), limit)

const written = async (name: string, log: AsyncIterable<Uint8Array>, limit?: number): Promise<string> => {
  const none = () => Promise.reject(new Error('a page asks for no stream'))
  const viewer = {
    before: '<html><body>',
    after: '</body></html>',
    pack: (pieces: Pieces<Uint8Array>) => packed(pieces, limit),
  }
  const source = { name, log: () => log, stream: none, messages: none, viewer: () => Promise.resolve(viewer) }
  let text = ''
  for await (const piece of await exporterOf('html').write(source)) text += String(piece)
  return text
}

const elements = (page: string): string[] =>
  [...page.matchAll(/<script type="text\/plain" class="piece">([^<]*)<\/script>/g)].map(
    ([, text = '']) => text,
  )

test('a session is in the page as one gzip stream in pieces of at most 1 MiB of base64', async () => {
  const bytes = randomBytes(2_000_000)
  const pieces = elements(await pageOf('noise', bytes))
  expect(pieces).toHaveLength(3)
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(1024 * 1024)
  const packed = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
  expect(gunzipSync(packed).equals(bytes)).toBe(true)
})

test('nothing in a session or its name ends an element or opens another', async () => {
  const hostile = '</script><script>alert(1)</script><!--<script>'
  const page = await pageOf(hostile, Buffer.from(hostile.repeat(1_000)))
  expect(page.match(/<script/gi)).toHaveLength(2)
  expect(page.match(/<\/script/gi)).toHaveLength(2)
  expect(page).not.toContain('<!--')
  expect(page).not.toContain('alert(1)</script>')
  const [, about = ''] = /id="about">([^<]*)</.exec(page) ?? []
  expect(JSON.parse(about)).toEqual({ name: hostile })
})

test('a session that is too large is refused, and the limit is named', async () => {
  await expect(pageOf('big', new Uint8Array(1_001), 1_000)).rejects.toMatchObject({
    code: 'EXPORT_TOO_LARGE',
    message: expect.stringContaining('1000 bytes') as string,
  })
  expect(elements(await pageOf('fits', new Uint8Array(1_000), 1_000))).toHaveLength(1)
})

test('an error while the session is read is thrown', async () => {
  const broken = async function* () {
    yield new Uint8Array(10)
    await Promise.resolve()
    throw new RangeError('gone')
  }
  await expect(written('x', broken())).rejects.toThrow('gone')
})

test('a viewer that was never built is refused', async () => {
  await expect(readViewer(join(folder, 'none.html'))).rejects.toMatchObject({ code: 'PAGE_NOT_BUILT' })
})

test('a viewer has one place for the session, and the text around it is kept', async () => {
  const file = join(folder, 'viewer.html')
  await writeFile(file, 'before<!--session-->after')
  expect(await readViewer(file)).toMatchObject({ before: 'before', after: 'after' })
  await writeFile(file, 'no place')
  await expect(readViewer(file)).rejects.toThrow('no single place')
})
