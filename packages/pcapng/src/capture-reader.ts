// Reads a capture as its bytes come, in pieces of any size. Whole blocks are parsed in place; only a block that a piece
// cuts is copied.
import { SECTION_HEADER } from './block-type.ts'
import { beginsPcap, beginsPcapng, MAGIC_LENGTH, pcapMagics } from './capture-format.ts'
import { type BlockCounts, type CaptureSink, noBlocks } from './capture-sink.ts'
import { type CaptureError, captureError } from './codes.ts'
import type { FileParser } from './file-parser.ts'
import { Packet } from './packet-view.ts'
import { PcapParser } from './pcap-parser.ts'
import { PcapngParser } from './pcapng-parser.ts'

/**
 * Reads pcapng and classic pcap, which differ in their first four bytes, and reports what it finds to a sink. It never
 * throws because of the bytes: it stops at the first block that cannot be one and sets `error`; everything before it
 * counts. Memory: it carries at most one block (16 MiB), in at most twice the bytes pushed of it. If the sink throws,
 * `push` throws the same, and the reader cannot be used any more.
 */
export class CaptureReader {
  readonly #sink: CaptureSink
  readonly #packet = new Packet()
  readonly #counts = noBlocks()
  #parser: FileParser | undefined
  #offset = 0
  #leftover = 0
  #error: CaptureError | undefined
  /** The beginning of a block whose end has not come yet: the first `#leftover` bytes. */
  #carry = new Uint8Array(0)

  constructor(sink: CaptureSink) {
    this.#sink = sink
  }

  /** Bytes fully read by the last `push`: the end of the last whole block, where a writer could continue. */
  get offset(): number {
    return this.#offset
  }

  /** Bytes pushed after that. */
  get leftover(): number {
    return this.#leftover
  }

  /** Why reading stopped. Before `end`, an incomplete block is not an error. */
  get error(): CaptureError | undefined {
    return this.#error
  }

  get counts(): BlockCounts {
    return this.#counts
  }

  /** Reads the file's next bytes. The caller may reuse them when this returns. */
  push(chunk: Uint8Array): void {
    if (this.#error) {
      this.#leftover += chunk.length
      return
    }
    const at = this.#leftover > 0 ? this.#fill(chunk) : 0
    const left = at < chunk.length && !this.#hasFailed() ? this.#parse(chunk, at) : at
    if (this.#hasFailed()) this.#leftover += chunk.length - left
    else this.#keep(chunk, left, chunk.length)
  }

  /** Says that no more bytes come, so left-over bytes are an error now. */
  end(): void {
    if (this.#error) return
    if (this.#leftover > 0) this.#error = this.#cut()
    else if (this.#offset === 0) this.#error = captureError('EMPTY', 0, 0, 0)
  }

  /** Parses whole blocks of `chunk` from `at` on. Returns the index after them. */
  #parse(chunk: Uint8Array, at: number): number {
    const parser = this.#parser ?? this.#begin(chunk, at, chunk.length)
    if (!parser) return at
    const base = this.#offset - at
    parser.lookAt(chunk, base)
    const end = parser.parse(at, chunk.length)
    this.#offset = base + end
    this.#error = parser.error
    return end
  }

  /** Completes the carried block from the beginning of `chunk`, if enough is there. Returns the index after it. */
  #fill(chunk: Uint8Array): number {
    let at = 0
    for (;;) {
      const carried = this.#leftover
      const parser = this.#parser ?? this.#begin(this.#carry, 0, carried)
      if (this.#error) return at
      parser?.lookAt(this.#carry, this.#offset)
      const wanted = parser ? parser.measure(0, carried) : MAGIC_LENGTH
      if (wanted === carried && parser?.parse(0, carried) === carried) {
        this.#offset += carried
        this.#leftover = 0
        return at
      }
      this.#error = parser?.error
      if (this.#error ?? at === chunk.length) return at
      const end = Math.min(at + wanted - carried, chunk.length)
      this.#keep(chunk, at, end)
      at = end
    }
  }

  /** Adds `chunk[start, end)` to the carried bytes. */
  #keep(chunk: Uint8Array, start: number, end: number): void {
    const needed = this.#leftover + end - start
    if (needed > this.#carry.length) {
      const grown = new Uint8Array(Math.max(needed, this.#carry.length * 2, 4096))
      grown.set(this.#carry.subarray(0, this.#leftover))
      this.#carry = grown
    }
    this.#carry.set(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end), this.#leftover)
    this.#leftover = needed
  }

  /** Chooses the format by the four bytes at `at`; `undefined` if they are missing or not those of a capture. */
  #begin(data: Uint8Array, at: number, end: number): FileParser | undefined {
    if (end - at < MAGIC_LENGTH) return undefined
    const magic = firstFour(data, at)
    const pcap = pcapMagics.get(magic)
    if (pcap) this.#parser = new PcapParser(this.#sink, this.#packet, this.#counts, pcap)
    else if (magic === SECTION_HEADER) this.#parser = new PcapngParser(this.#sink, this.#packet, this.#counts)
    else this.#error = captureError('NOT_A_CAPTURE', 0, magic, SECTION_HEADER)
    return this.#parser
  }

  #cut(): CaptureError {
    if (!this.#parser && !this.#beginsMagic())
      return captureError('NOT_A_CAPTURE', 0, firstFour(this.#carry, 0), SECTION_HEADER)
    this.#parser?.lookAt(this.#carry, this.#offset)
    const wanted = this.#parser?.measure(0, this.#leftover) ?? MAGIC_LENGTH
    return captureError('CUT_INSIDE_BLOCK', this.#offset, this.#leftover, wanted)
  }

  /** Whether the file's one to three bytes are the beginning of a capture's first four. */
  #beginsMagic(): boolean {
    const bytes = this.#carry.subarray(0, this.#leftover)
    return beginsPcapng(bytes) || beginsPcap(bytes)
  }

  #hasFailed(): boolean {
    return this.#error !== undefined
  }
}

/** Four bytes as a big-endian number; missing bytes count as 0. */
const firstFour = (data: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((value, index) => value * 256 + (data[at + index] ?? 0), 0)
