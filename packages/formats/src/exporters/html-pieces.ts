// What the exporter of pages writes, apart from what it is called.
import type { ExportSource, Viewer } from '../exporter.ts'

/** The session is in the page as one gzip stream in pieces of base64, which no byte of it can leave. */
export async function* htmlPieces(
  { name, log }: ExportSource,
  { before, after, pack }: Viewer,
): AsyncGenerator<string> {
  yield before
  yield `<script type="application/json" id="about">${inScript({ name })}</script>\n`
  for await (const piece of pack(log())) yield `<script type="text/plain" class="piece">${piece}</script>\n`
  yield after
}

/** JSON in which nothing can end or nest a script element. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
