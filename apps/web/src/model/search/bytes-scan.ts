// The search for bytes: a window at a time.
import { findNext } from './find-bytes.ts'
import { bytesHit } from './hit.ts'
import type { Scan } from './scan.ts'

export const bytesScan = (needle: Uint8Array): Scan => ({
  *through(stream) {
    for (let at: number | undefined = 0; at !== undefined;) {
      const { hits, next }: ReturnType<typeof findNext> = findNext(stream, needle, at)
      for (const range of hits) yield bytesHit(stream, range)
      if (next !== undefined) yield next
      at = next
    }
  },
})
