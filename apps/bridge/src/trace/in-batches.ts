// Reads a pipe into which a tracer writes one line for each call, many lines at a time: to be woken for each line would cost
// more than to read it, and would take the processor from the program that is traced.
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds that a batch may wait for more. A page shows nothing sooner than in some 25. */
const PAUSE = 10
/** Bytes after which there is no wait: a pipe holds 64 KiB, and a full one would hold up the program. */
const MANY = 16 * 1024

/** The pieces that `socket` gives, in order, until its end. */
export async function* inBatches(socket: Socket): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = []
  const over = new AbortController()
  socket.on('data', (piece: Uint8Array) => pieces.push(piece))
  socket.once('close', () => over.abort())
  try {
    while (!over.signal.aborted) {
      if (pieces.length === 0) await once(socket, 'data', { signal: over.signal }).catch(() => undefined)
      socket.pause()
      const batch = pieces
      pieces = []
      yield* batch
      const size = batch.reduce((sum, { length }) => sum + length, 0)
      if (size < MANY) await sleep(PAUSE)
      socket.resume()
    }
    yield* pieces
  } finally {
    socket.destroy()
  }
}
