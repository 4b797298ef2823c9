// Messages as JSON lines.
import { messageText } from '@unstick/session'
import type { Exporter } from '../exporter.ts'

export const frames = {
  kind: 'frames',
  mediaType: 'application/x-ndjson',
  extension: '.jsonl',
  of: 'stream',
  label: 'Messages as JSON lines',
  usage: 'the messages in a framing, one JSON object per line',
  write: async (source) => {
    const { session, framed } = await source.messages()
    return messageText(session, framed)
  },
} as const satisfies Exporter
