// A pcapng file's blocks: views of the bytes as they came, without those of a block that is not whole yet.
import { type BlockPlace, CaptureReader, MAX_BLOCK_LENGTH } from '@unstick/pcapng'
import { type Blocks, ImportDamage, type ImportOptions, type Pieces } from '../importer.ts'

/**
 * Holds one unfinished block. Nothing is yielded before the first section header that can be read: a file without one in
 * its first 16 MiB is none. Throws `ImportDamage`.
 */
export async function* pcapngBlocks(
  pieces: Pieces<Uint8Array>,
  { keepDamaged = false }: ImportOptions = {},
): AsyncGenerator<Blocks> {
  let header: BlockPlace | undefined
  let comments: (readonly string[])[] = []
  let packets = 0
  const reader = new CaptureReader({
    section: (section, place) => {
      header ??= place
      comments.push(section.comments ?? [])
    },
    packet: () => void (packets += 1),
  })
  const pending = new PendingBytes()
  const given = (bytes: readonly Uint8Array[]): Blocks => {
    const blocks = { pieces: bytes, packets, comments }
    comments = []
    packets = 0
    return blocks
  }
  try {
    for await (const piece of pieces) {
      reader.push(piece)
      pending.push(piece)
      if (header) {
        const ready = pending.start < header.offset + header.length ? toHeader(pending, header) : []
        const whole = reader.error && keepDamaged ? pending.length : reader.offset - pending.start
        ready.push(...pending.take(whole))
        if (ready.length > 0) yield given(ready)
      } else if (reader.offset > MAX_BLOCK_LENGTH)
        throw new ImportDamage('It has no section that can be read.')
      if (reader.error && !(header && keepDamaged)) break
    }
  } catch (error) {
    if (header && keepDamaged && pending.length > 0) yield given(pending.take(pending.length))
    throw error
  }
  reader.end()
  if (header && keepDamaged && pending.length > 0) yield given(pending.take(pending.length))
  if (reader.error) throw new ImportDamage(reader.error.message)
}

/** What comes before the first section header, and the header as one piece. */
const toHeader = (pending: PendingBytes, { offset, length }: BlockPlace): Uint8Array[] => {
  const before = pending.take(offset)
  return [...before, joined(pending.take(length), length)]
}

const joined = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  const [only, ...more] = pieces
  if (only && more.length === 0) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Bytes that came and were not yielded yet, by reference. */
class PendingBytes {
  #pieces: Uint8Array[] = []
  /** How many bytes of the file come before them. */
  start = 0
  length = 0

  push(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.length += piece.length
  }

  /** Takes the next `length` bytes away. */
  take(length: number): Uint8Array[] {
    const taken: Uint8Array[] = []
    let left = length
    while (left > 0) {
      const [piece] = this.#pieces
      if (!piece) throw new RangeError(`${left} of ${length} bytes never came`)
      taken.push(piece.subarray(0, left))
      if (piece.length <= left) this.#pieces.shift()
      else this.#pieces[0] = piece.subarray(left)
      left -= Math.min(left, piece.length)
    }
    this.start += length
    this.length -= length
    return taken
  }
}
