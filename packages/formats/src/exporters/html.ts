// A page that holds the session and its viewer, and opens without a server.
import type { Exporter } from '../exporter.ts'

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
  // Loaded when it is needed, because the page's menu only lists exporters.
  write: async (source) => {
    if (!source.viewer) throw new Error('there is no viewer to put the session into')
    const viewer = await source.viewer()
    const { htmlPieces } = await import('./html-pieces.ts')
    return htmlPieces(source, viewer)
  },
} as const satisfies Exporter
