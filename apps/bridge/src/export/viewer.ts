// The built viewer, and a session packed for its page.
import { readFile } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { MAX_HTML_SESSION, type Pieces, type Viewer } from '@unstick/formats'
import { errnoOf, refusal } from '../errors.ts'
import { heard } from '../heard.ts'

/** The place for the session in the viewer's page, as the build made it. */
const MARK = '<!--session-->'
/** Packed bytes in one element: 1 MiB of base64, which a browser decodes within a few milliseconds. */
const PIECE = 768 * 1024

/** Throws `PAGE_NOT_BUILT`. `file` is `viewer.html` of the page's build. */
export const readViewer = async (file: string): Promise<Viewer> => {
  const page = await readBuilt(file)
  const [before, after, ...more] = page.split(MARK)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} has no single place for the session`)
  return { before, after, pack: (log) => packed(log) }
}

const readBuilt = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw refusal('PAGE_NOT_BUILT')
    throw error
  }
}

/**
 * gzip of the log (at most `limit` bytes) in pieces of base64, as it comes. Throws `EXPORT_TOO_LARGE` and what the
 * pieces throw.
 */
export async function* packed(log: Pieces<Uint8Array>, limit = MAX_HTML_SESSION): AsyncGenerator<string> {
  const gzip = heard(createGzip())
  // Errors of the input also come out of the gzip stream, which is read below.
  pipeline(heard(Readable.from(upTo(limit, log))), gzip, () => undefined)
  for await (const piece of inPieces(gzip)) yield piece.toString('base64')
}

/** The same bytes in pieces of `PIECE` bytes. The last piece may be shorter. */
async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of bytes) {
    held.push(piece)
    size += piece.length
    if (size < PIECE) continue
    const whole = Buffer.concat(held)
    let at = 0
    for (; at + PIECE <= size; at += PIECE) yield whole.subarray(at, at + PIECE)
    held = [whole.subarray(at)]
    size -= at
  }
  if (size > 0) yield Buffer.concat(held)
}

async function* upTo(limit: number, pieces: Pieces<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > limit) throw refusal('EXPORT_TOO_LARGE', limit)
    yield piece
  }
}
