// Writes a session and its viewer as one HTML page that opens without a server.
import { readFile } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { MAX_HTML_SESSION } from '@unstick/session'
import { errnoOf, refusal } from '../errors.ts'
import { heard } from '../heard.ts'

/** The place for the session in the viewer's page, as the build made it. */
const MARK = '<!--session-->'
/** Packed bytes in one element: 1 MiB of base64, which a browser decodes within a few milliseconds. */
const PIECE = 768 * 1024

/** The viewer's page before and after the session. */
export interface Viewer {
  readonly before: string
  readonly behind: string
}

/** Throws `PAGE_NOT_BUILT`. `file` is `viewer.html` of the page's build. */
export const readViewer = async (file: string): Promise<Viewer> => {
  const page = await readBuilt(file)
  const [before, behind, ...more] = page.split(MARK)
  if (before === undefined || behind === undefined || more.length > 0)
    throw new Error(`${file} has no single place for the session`)
  return { before, behind }
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
 * Yields the page's text. It contains the session (`pcapng`, at most `limit` bytes) as one gzip stream in pieces of
 * base64, so no byte of the session can end an element. Throws `EXPORT_TOO_LARGE` and what the pieces throw.
 */
export async function* htmlPage(
  viewer: Viewer,
  name: string,
  pcapng: AsyncIterable<Uint8Array>,
  limit = MAX_HTML_SESSION,
): AsyncGenerator<string> {
  yield viewer.before
  yield `<script type="application/json" id="about">${inScript({ name })}</script>\n`
  const packed = heard(createGzip())
  // Errors of the input also come out of the gzip stream, which is read below.
  pipeline(heard(Readable.from(upTo(limit, pcapng))), packed, () => undefined)
  for await (const piece of inPieces(packed))
    yield `<script type="text/plain" class="piece">${piece.toString('base64')}</script>\n`
  yield viewer.behind
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

/** JSON in which nothing can end or nest a script element. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

async function* upTo(limit: number, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > limit) throw refusal('EXPORT_TOO_LARGE', limit)
    yield piece
  }
}
