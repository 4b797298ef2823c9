// The first bytes of a stream, looked at before somebody reads it.

/**
 * The first `length` bytes, or all if there are fewer, and the whole stream, which still includes them. Waits for as long
 * as the bytes do not come, unless fewer are `enough`: a live source may write its first bytes long before the next.
 */
export const peek = async (
  pieces: AsyncIterable<Uint8Array>,
  length: number,
  enough: (head: Uint8Array) => boolean = () => false,
): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array> }> => {
  const iterator = pieces[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let count = 0
  while (count < length) {
    const next = await iterator.next()
    if (next.done === true) break
    seen.push(next.value)
    count += next.value.length
    if (enough(firstOf(seen, Math.min(length, count)))) break
  }
  return { head: firstOf(seen, Math.min(length, count)), whole: again(seen, iterator) }
}

const firstOf = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  const head = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    head.set(piece.subarray(0, length - at), at)
    at = Math.min(length, at + piece.length)
  }
  return head
}

async function* again(
  seen: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* seen
    for (;;) {
      const next = await iterator.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}
