// Messages as JSON lines.
import type { Exporter } from '../exporter.ts'

export const frames = {
  kind: 'frames',
  mediaType: 'application/x-ndjson',
  extension: '.jsonl',
  of: 'stream',
  label: 'Messages as JSON lines',
  usage: 'the messages in a framing, one JSON object per line',
  // Loaded when it is needed, because the page's menu only lists exporters.
  write: async (source) => {
    const { framesPieces } = await import('./frames-pieces.ts')
    const { session, framed } = await source.messages()
    return framesPieces(session, framed)
  },
} as const satisfies Exporter
