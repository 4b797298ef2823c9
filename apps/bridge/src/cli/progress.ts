// How far a long reading is, for a person at a terminal and for nobody else.

/** Milliseconds between two words. */
const PAUSE = 250

/** Passes `pieces` on and says on standard error how many bytes came, as long as that is a terminal. */
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
