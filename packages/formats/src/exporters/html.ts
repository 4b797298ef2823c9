// A page that holds the session and its viewer, and opens without a server.
import type { Exporter, ExportSource, Viewer } from '../exporter.ts'

/** The largest session that such a page holds, in bytes: larger ones hang browsers. */
export const MAX_HTML_SESSION = 256 * 1024 * 1024

export const html = {
  kind: 'html',
  mediaType: 'text/html; charset=utf-8',
  extension: '.html',
  of: 'session',
  label: 'A page that opens anywhere (HTML)',
  usage: 'everything with its viewer, as one page that opens without a server',
  needsViewer: true,
  write: async (source) => {
    if (!source.viewer) throw new Error('there is no viewer to put the session into')
    return pageOf(source, await source.viewer())
  },
} as const satisfies Exporter

/** The session is in the page as one gzip stream in pieces of base64, which no byte of it can leave. */
async function* pageOf(
  { name, log }: ExportSource,
  { before, behind, pack }: Viewer,
): AsyncGenerator<string> {
  yield before
  yield `<script type="application/json" id="about">${inScript({ name })}</script>\n`
  for await (const piece of pack(log())) yield `<script type="text/plain" class="piece">${piece}</script>\n`
  yield behind
}

/** JSON in which nothing can end or nest a script element. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
