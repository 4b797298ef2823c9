// Finds where the frames in zstd data begin and end, and what each header says (RFC 8878, section 3.1).
import { DamagedPacking } from './damaged-packing.ts'

/** The largest window that is accepted, in bytes. By default the zstd tool accepts no larger one either. */
const MAX_WINDOW = 128 * 1024 * 1024

const FRAME = 0xfd2fb528
/** The lowest of the sixteen magic numbers of skippable frames. */
const SKIPPABLE = 0x184d2a50
const RLE_BLOCK = 1
const RESERVED_BLOCK = 3

/** A part of one frame, with the end of at most one block. With `skipped`, a part of something that holds no data. */
export interface FramePart {
  readonly bytes: Uint8Array
  readonly skipped: boolean
  /** Whether the frame ends here, and then the low 32 bits of its content's XXH64, if the frame has them. */
  readonly ends: boolean
  readonly checksum: number | undefined
}

type Next = 'magic' | 'skippable size' | 'descriptor' | 'header' | 'block header' | 'content' | 'checksum'

/** Cuts zstd data into frames; holds 14 bytes. */
export class ZstdFrames {
  #next: Next = 'magic'
  /** How many bytes of the current field are there, and how many it has. */
  readonly #field = new Uint8Array(14)
  #filled = 0
  #size = 4
  /** Bytes of content that are still missing. */
  #left = 0
  #lastBlock = false
  #descriptor = 0
  #skipped = false
  readonly #view = new DataView(this.#field.buffer)

  /** Whether the data may end here. */
  get between(): boolean {
    return this.#next === 'magic' && this.#filled === 0
  }

  /**
   * Cuts `piece` into parts, which are views on it: at the end of each frame and of each block, because four bytes can be
   * a block of 128 KiB. Throws `DamagedPacking`.
   */
  *parts(piece: Uint8Array): Generator<FramePart> {
    let start = 0
    for (let at = 0; at < piece.length;) {
      at += this.#take(piece, at)
      const checksum = this.#next === 'checksum' ? this.#view.getUint32(0, true) : undefined
      const wasSkipped = this.#skipped
      if (!this.#isWhole()) continue
      const wasContent = this.#next === 'content'
      const ends = this.#advance()
      if (!ends && !wasContent) continue
      yield { bytes: piece.subarray(start, at), skipped: wasSkipped, ends, checksum }
      start = at
    }
    if (start < piece.length)
      yield { bytes: piece.subarray(start), skipped: this.#skipped, ends: false, checksum: undefined }
  }

  /** Takes what it can of the current field or content, and returns how many bytes that was. */
  #take(piece: Uint8Array, at: number): number {
    if (this.#next === 'content') {
      const count = Math.min(this.#left, piece.length - at)
      this.#left -= count
      return count
    }
    const count = Math.min(this.#size - this.#filled, piece.length - at)
    this.#field.set(piece.subarray(at, at + count), this.#filled)
    this.#filled += count
    return count
  }

  #isWhole(): boolean {
    return this.#next === 'content' ? this.#left === 0 : this.#filled === this.#size
  }

  /** Continues after a complete field. Returns whether the frame is over. */
  #advance(): boolean {
    switch (this.#next) {
      case 'magic':
        this.#begin(this.#view.getUint32(0, true))
        return false
      case 'skippable size':
        return this.#skip(this.#view.getUint32(0, true))
      case 'descriptor':
        this.#describe(this.#field[0] ?? 0)
        return false
      case 'header':
        this.#checkHeader()
        this.#expect('block header', 3)
        return false
      case 'block header':
        return this.#block()
      case 'content':
        return this.#skipped || this.#lastBlock ? this.#endOfBlocks() : this.#expect('block header', 3)
      case 'checksum':
        return this.#end()
    }
  }

  #begin(magic: number): void {
    this.#skipped = (magic & 0xfffffff0) >>> 0 === SKIPPABLE
    if (this.#skipped) this.#expect('skippable size', 4)
    else if (magic === FRAME) this.#expect('descriptor', 1)
    else throw new DamagedPacking(`a frame begins with 0x${magic.toString(16)}`)
  }

  #skip(size: number): boolean {
    if (size === 0) return this.#end()
    return this.#expectContent(size)
  }

  #describe(descriptor: number): void {
    this.#descriptor = descriptor
    const single = (descriptor >> 5) & 1
    const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
    const contentSize = [single, 2, 4, 8][descriptor >> 6] ?? 0
    this.#expect('header', 1 - single + dictionary + contentSize)
  }

  #checkHeader(): void {
    const single = (this.#descriptor >> 5) & 1
    if ((this.#descriptor & 3) !== 0) throw new DamagedPacking('it needs a dictionary')
    const window = single ? this.#contentSize() : windowOf(this.#field[0] ?? 0)
    if (window > MAX_WINDOW)
      throw new DamagedPacking(`its window of ${window} bytes is larger than ${MAX_WINDOW}`)
  }

  #contentSize(): number {
    switch (this.#descriptor >> 6) {
      case 0:
        return this.#field[0] ?? 0
      case 1:
        return this.#view.getUint16(0, true) + 256
      case 2:
        return this.#view.getUint32(0, true)
      default:
        return Number(this.#view.getBigUint64(0, true))
    }
  }

  #block(): boolean {
    const [low = 0, middle = 0, high = 0] = this.#field
    const header = low | (middle << 8) | (high << 16)
    this.#lastBlock = (header & 1) === 1
    const type = (header >> 1) & 3
    if (type === RESERVED_BLOCK) throw new DamagedPacking('a block has the reserved type')
    const size = type === RLE_BLOCK ? 1 : header >>> 3
    if (size > 0) return this.#expectContent(size)
    return this.#lastBlock ? this.#endOfBlocks() : this.#expect('block header', 3)
  }

  #endOfBlocks(): boolean {
    const hasChecksum = !this.#skipped && ((this.#descriptor >> 2) & 1) === 1
    return hasChecksum ? this.#expect('checksum', 4) : this.#end()
  }

  #expectContent(size: number): false {
    this.#left = size
    this.#next = 'content'
    return false
  }

  #expect(next: Next, size: number): false {
    this.#next = next
    this.#size = size
    this.#filled = 0
    return false
  }

  #end(): true {
    this.#expect('magic', 4)
    return true
  }
}

/** Bytes (section 3.1.1.1.2). */
const windowOf = (descriptor: number): number => {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}
