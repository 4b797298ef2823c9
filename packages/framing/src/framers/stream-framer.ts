// The one framer: it takes any cutter, and adds the position, the errors and the bodies.
import { ALL_FRAMES, type Cutter } from '../cutters/cutter.ts'
import { streamError } from '../frames/errors.ts'
import { FrameColumns, type Apart } from '../frames/frame-columns.ts'
import type { FramingError } from '../frames/errors.ts'
import type { Framer, FramerPosition } from '../frames/framer.ts'
import { Gather } from '../frames/gather.ts'
import type { Piece } from './piece.ts'

const NONE: readonly Uint8Array[] = []
const NO_BYTES: Uint8Array = new Uint8Array(0)

/** A frame with its bytes, for a layer above. They are lent for the time of the call. */
export interface WholeFrame {
  /** Its row: stream offsets, and the sizes around the body. */
  readonly start: number
  readonly end: number
  readonly header: number
  readonly trailer: number
  readonly apart: Apart | undefined
  /** All of it, and its body. */
  readonly bytes: Uint8Array
  readonly body: Uint8Array
  /** Whether the body was given piece by piece, and `bytes` and `body` are empty. */
  readonly isGiven: boolean
}

/** See {@link Framer}. */
export class StreamFramer implements Framer {
  readonly #cutter: Cutter
  readonly #found = new FrameColumns()
  readonly #gather = new Gather()
  #offset = 0
  /** A copy of the cutter's field for `intervals`, so that a chunk inside a body costs one comparison. */
  #quietUntil = 0
  #error: FramingError | undefined
  #ended = false

  constructor(cutter: Cutter) {
    this.#cutter = cutter
  }

  get error(): FramingError | undefined {
    return this.#error
  }

  get position(): FramerPosition {
    const offset = this.#offset
    const frameStart = this.#error?.offset ?? this.#cutter.frameStart
    const needed = this.#error === undefined && frameStart < offset ? this.#cutter.needed : undefined
    return { offset, frameStart, held: offset - frameStart, needed }
  }

  intervals(chunk: Uint8Array, out: FrameColumns): void {
    const base = this.#offset
    const offset = base + chunk.length
    this.#offset = offset
    if (offset < this.#quietUntil || this.#error !== undefined) return
    const cutter = this.#cutter
    cutter.cut(chunk, 0, base, out, ALL_FRAMES)
    this.#quietUntil = cutter.quietUntil
    this.#error = cutter.fault
  }

  /** Whether nothing in the next `count` bytes decides where the unfinished frame ends. */
  canSkip(count: number): boolean {
    return this.#error === undefined && this.#offset + count <= this.#cutter.quietUntil
  }

  skip(count: number, out: FrameColumns): boolean {
    const to = this.#offset + count
    if (this.#error !== undefined || to > this.#quietUntil) return false
    this.#offset = to
    // Without a byte the cutter only closes the frame that ends here.
    if (to === this.#quietUntil) this.intervals(NO_BYTES, out)
    return true
  }

  bodies(chunk: Uint8Array, onBody: (body: Uint8Array) => void): void {
    if (this.#error !== undefined) {
      this.#offset += chunk.length
      return
    }
    const base = this.#offset
    if (this.#cutter.frameStart + this.#gather.length < base && !this.#cutter.isNoMessage) {
      throw new Error('The current frame began in a call of intervals(), which keeps no bytes.')
    }
    this.#offset = base + chunk.length
    if (this.#cutter.views === undefined) this.#giveCut(chunk, base, onBody)
    else this.#giveViews(chunk, base, onBody)
  }

  /**
   * Calls `take` for each frame that this chunk completes. If the cutter can give bodies while they come and `onPiece` is
   * there, it gets their stretches before that. Use it instead of the other methods, not with them.
   */
  frames(chunk: Uint8Array, take: (frame: WholeFrame) => void, onPiece?: (piece: Piece) => void): void {
    const base = this.#offset
    this.#offset = base + chunk.length
    if (this.#error !== undefined) return
    if (this.#cutter.givesData && onPiece !== undefined) {
      this.#givePieces(chunk, base, take, onPiece)
      return
    }
    this.#cutFrom(0, chunk, base, ALL_FRAMES)
    const found = this.#found
    const frames: WholeFrame[] = []
    for (let row = 0; row < found.count; row++) {
      const isSpanning = (found.start[row] as number) < base
      if (isSpanning && !found.apart.has(row)) this.#completed(chunk, base, row)
      frames.push(this.#wholeFrame(row, isSpanning ? undefined : chunk, base))
    }
    this.#holdRest(chunk, base)
    for (const frame of frames) take(frame)
  }

  /** The stream ended: like `end`, but gives the last frame whole. */
  endFrames(take: (frame: WholeFrame) => void): void {
    const found = this.#found
    found.clear()
    if (!this.#finish(found)) return
    for (let row = 0; row < found.count; row++)
      take(this.#cutter.onData === undefined ? this.#wholeFrame(row, undefined, 0) : this.#givenFrame(row))
  }

  #wholeFrame(row: number, chunk: Uint8Array | undefined, base: number): WholeFrame {
    const found = this.#found
    const [start, end, header, trailer] = rowOf(found, row)
    const apart = found.apart.get(row)
    if (apart !== undefined) return this.#givenFrame(row)
    const bytes = chunk?.subarray(start - base, end - base) ?? this.#gather.view(start, end)
    const body =
      this.#cutter.decode?.(bytes, header, trailer, start) ?? bytes.subarray(header, bytes.length - trailer)
    return { start, end, header, trailer, apart, bytes, body, isGiven: false }
  }

  #givenFrame(row: number): WholeFrame {
    const [start, end, header, trailer] = rowOf(this.#found, row)
    const apart = this.#found.apart.get(row)
    return { start, end, header, trailer, apart, bytes: NO_BYTES, body: NO_BYTES, isGiven: true }
  }

  /** Cuts frame by frame, so that each body's stretches come before its frame. */
  #givePieces(
    chunk: Uint8Array,
    base: number,
    take: (frame: WholeFrame) => void,
    onPiece: (piece: Piece) => void,
  ): void {
    const cutter = this.#cutter
    cutter.onData = (data, from, to, dataBase) => {
      const at = dataBase + from
      const bytes = data.subarray(from, to)
      const { frameStart: start } = cutter
      onPiece({ bytes, at, start, end: dataBase + to, isLast: false, frame: NO_BYTES, bodySize: NaN })
    }
    for (let pos = 0; pos < chunk.length && this.#error === undefined;) {
      this.#found.clear()
      pos = cutter.cut(chunk, pos, base, this.#found, 1)
      this.#error = cutter.fault
      for (let row = 0; row < this.#found.count; row++) take(this.#givenFrame(row))
    }
  }

  end(out?: FrameColumns | ((body: Uint8Array) => void)): void {
    const found = this.#found
    found.clear()
    if (!this.#finish(found)) return
    for (let row = 0; row < found.count; row++) {
      const apart = found.apart.get(row)
      if (typeof out === 'function') {
        if (apart === undefined) out(this.#gathered(found, row))
        continue
      }
      if (apart !== undefined) out?.apart.set(out.count, apart)
      out?.push(...rowOf(found, row))
    }
  }

  /** Tells the cutter that the stream is over, once; returns whether frames may have come of it. */
  #finish(found: FrameColumns): boolean {
    if (this.#ended) return false
    this.#ended = true
    if (this.#error !== undefined) return false
    if (this.#cutter.frameStart === this.#offset && !this.#cutter.hasSkipped) return false
    const complete = this.#cutter.finish?.(this.#offset, found) ?? false
    this.#error = this.#cutter.fault ?? (complete ? undefined : this.#cutShort())
    return true
  }

  /** Cuts the whole chunk, then gives the bodies. */
  #giveCut(chunk: Uint8Array, base: number, onBody: (body: Uint8Array) => void): void {
    this.#cutFrom(0, chunk, base, ALL_FRAMES)
    const spanning = this.#takeSpanning(chunk, base)
    this.#holdRest(chunk, base)
    for (const body of spanning) if (body !== undefined) onBody(body)
    this.#giveWhole(chunk, base, spanning.length, onBody)
  }

  /** Gives the frame that spans chunks, then the bodies that the cutter can give directly, then the rest. */
  #giveViews(chunk: Uint8Array, base: number, onBody: (body: Uint8Array) => void): void {
    const cutter = this.#cutter
    this.#found.clear()
    try {
      if (cutter.frameStart < base) {
        this.#cutFrom(0, chunk, base, 1)
        if (this.#found.count > 0) onBody(this.#completed(chunk, base, 0))
      }
      if (this.#isAtBoundary(base)) cutter.views?.(chunk, cutter.frameStart - base, base, onBody)
    } finally {
      // Also if onBody threw: the framer continues after this chunk.
      this.#found.clear()
      if (this.#isAtBoundary(base)) this.#cutFrom(cutter.frameStart - base, chunk, base, ALL_FRAMES)
      this.#holdRest(chunk, base)
    }
    this.#giveWhole(chunk, base, 0, onBody)
  }

  #isAtBoundary(base: number): boolean {
    return this.#error === undefined && this.#cutter.frameStart >= base
  }

  #cutFrom(from: number, chunk: Uint8Array, base: number, most: number): void {
    this.#found.clear()
    this.#cutter.cut(chunk, from, base, this.#found, most)
    this.#error = this.#cutter.fault
  }

  #cutShort(): FramingError {
    const { frameStart, held, needed } = this.position
    return streamError('END_INSIDE_FRAME', frameStart, {
      value: held,
      ...(needed === undefined ? {} : { limit: needed }),
    })
  }

  /** The bodies of frames that began before this chunk, undefined for what is no message: from the gathered bytes and the chunk's first bytes. */
  #takeSpanning(chunk: Uint8Array, base: number): readonly (Uint8Array | undefined)[] {
    if (this.#gather.length === 0) return NONE
    const found = this.#found
    const bodies: (Uint8Array | undefined)[] = []
    for (let row = 0; row < found.count && (found.start[row] as number) < base; row++) {
      bodies.push(found.apart.has(row) ? undefined : this.#completed(chunk, base, row))
    }
    return bodies
  }

  /** The body of a frame that began before this chunk and ends in it. */
  #completed(chunk: Uint8Array, base: number, row: number): Uint8Array {
    const gather = this.#gather
    const end = this.#found.end[row] as number
    const held = gather.start + gather.length
    if (end > held) gather.append(chunk, held - base, end - base, end - gather.start)
    return this.#gathered(this.#found, row)
  }

  /** Keeps the chunk's bytes of the frame that is not complete. */
  #holdRest(chunk: Uint8Array, base: number): void {
    const gather = this.#gather
    const { frameStart, needed } = this.#cutter
    if (this.#error !== undefined || frameStart >= this.#offset || this.#cutter.isNoMessage) {
      if (gather.length > 0) gather.restart(this.#offset)
      return
    }
    if (frameStart >= base || frameStart !== gather.start) {
      const heldBefore = frameStart < base ? gather.view(frameStart, base) : undefined
      gather.restart(frameStart)
      if (heldBefore !== undefined) gather.append(heldBefore, 0, heldBefore.length, needed)
    }
    gather.append(chunk, Math.max(0, frameStart - base), chunk.length, needed)
  }

  /**
   * Gives bodies that lie whole in the chunk, as views on it. They are plain Uint8Arrays even if the chunk is a Node
   * Buffer, because Buffer's own `subarray` takes longer.
   */
  #giveWhole(chunk: Uint8Array, base: number, first: number, onBody: (body: Uint8Array) => void): void {
    const found = this.#found
    if (this.#cutter.decode !== undefined) {
      for (let row = first; row < found.count; row++)
        if (!found.apart.has(row)) onBody(this.#decoded(chunk, base, found, row))
      return
    }
    const { buffer, byteOffset } = chunk
    const { start, end, header, trailer, count } = found
    for (let row = first; row < count; row++) {
      // `>>> 0` shows the engine that these are small integers, so that it does not box them.
      const from = (((start[row] as number) - base) >>> 0) + (header[row] as number)
      const to = (((end[row] as number) - base) >>> 0) - (trailer[row] as number)
      onBody(new Uint8Array(buffer, byteOffset + from, to - from))
    }
  }

  #decoded(chunk: Uint8Array, base: number, found: FrameColumns, row: number): Uint8Array {
    const from = chunk.byteOffset + (found.start[row] as number) - base
    const size = (found.end[row] as number) - (found.start[row] as number)
    return this.#decode(new Uint8Array(chunk.buffer, from, size), found, row)
  }

  /** The body of a frame whose bytes have all been gathered. */
  #gathered(found: FrameColumns, row: number): Uint8Array {
    const start = found.start[row] as number
    const end = found.end[row] as number
    if (this.#cutter.decode !== undefined) return this.#decode(this.#gather.view(start, end), found, row)
    return this.#gather.view(start + (found.header[row] as number), end - (found.trailer[row] as number))
  }

  #decode(frame: Uint8Array, found: FrameColumns, row: number): Uint8Array {
    const [start, , header, trailer] = rowOf(found, row)
    return this.#cutter.decode?.(frame, header, trailer, start) ?? frame
  }
}

function rowOf(
  columns: FrameColumns,
  row: number,
): [start: number, end: number, header: number, trailer: number] {
  const { start, end, header, trailer } = columns
  return [start[row] as number, end[row] as number, header[row] as number, trailer[row] as number]
}
