// Unpacks the session of an exported file: one gzip stream (RFC 1952) in pieces of base64 (RFC 4648).

/** A file that was cut short, or damaged on its way. */
const BROKEN = 'This file was cut short or damaged; what could be unpacked is shown.'

/**
 * Asks `next` for a piece once the earlier one is unpacked, and yields the bytes as they come. Resolves with an error
 * sentence, if any, once everything that can be unpacked was given.
 */
export const unpackPieces = async (
  next: () => Promise<string | undefined>,
  give: (bytes: Uint8Array) => void,
): Promise<string | undefined> => {
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const text = await next()
      if (text === undefined) controller.close()
      else controller.enqueue(bytesOf(text))
    },
  })
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader()
  for (;;) {
    const bytes = await read(reader)
    if (bytes === 'broken') return BROKEN
    if (bytes === 'over') return undefined
    give(bytes)
  }
}

const read = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | 'over' | 'broken'> => {
  try {
    const { value, done } = await reader.read()
    return done ? 'over' : value
  } catch (error) {
    // Bytes that are not gzip or end early give a TypeError (in Node, zlib's own Error). Characters that are not base64
    // give `atob`'s InvalidCharacterError. Nothing else can fail here.
    if (error instanceof Error) return 'broken'
    throw error
  }
}

/** Whole groups of four characters. A piece of a file that was cut short may end inside one. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64.slice(0, base64.length - (base64.length % 4)))
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i)
  return bytes
}
