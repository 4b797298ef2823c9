// One stream's bytes.
import { streamBytes } from '@unstick/session'
import type { Exporter } from '../exporter.ts'
import { BYTES } from '../media-types.ts'

export const raw = {
  kind: 'raw',
  mediaType: BYTES,
  extension: '.bin',
  of: 'stream',
  label: 'This stream’s bytes',
  usage: 'the recorded bytes of one stream',
  write: async (source) => {
    const { stream, holes } = await source.stream()
    return streamBytes(stream, holes)
  },
} as const satisfies Exporter
