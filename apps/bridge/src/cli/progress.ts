// Shows how far a long read has come, if a person is at a terminal.

/** Milliseconds between two reports. */
const PAUSE = 250

/** Yields `pieces` unchanged and, if standard error is a terminal, shows how many bytes have come so far. */
export async function* withProgress(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { stderr } = process
  if (!stderr.isTTY) {
    yield* pieces
    return
  }
  let size = 0
  let last = performance.now()
  try {
    for await (const piece of pieces) {
      size += piece.length
      const now = performance.now()
      if (now - last >= PAUSE) {
        last = now
        stderr.write(`\r\x1b[K${(size / 1e6).toFixed(1)} MB read`)
      }
      yield piece
    }
  } finally {
    stderr.write('\r\x1b[K')
  }
}
