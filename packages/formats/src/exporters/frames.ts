// Messages as JSON lines.
import type { Exporter } from '../exporter.ts'

/** Apart, because the page's menu only lists exporters. */
const load = () => import('./frames-pieces.ts')

export const frames = {
  kind: 'frames',
  mediaType: 'application/x-ndjson',
  extension: '.jsonl',
  of: 'stream',
  label: 'Messages as JSON lines',
  usage: 'the messages in a framing, one JSON object per line',
  load,
  write: async (source) => {
    const { framesPieces } = await load()
    const { session, framed } = await source.messages()
    return framesPieces(session, framed)
  },
} as const satisfies Exporter
