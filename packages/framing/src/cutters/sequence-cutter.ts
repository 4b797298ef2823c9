// Cuts a stream whose first frames are of another kind than the rest: prefaces, start-up messages, upgrades.
import { ALL_FRAMES, Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { joinedBytes } from '../frames/joined-bytes.ts'
import { fits, type Mark } from '../spec/marks.ts'

/** A preface that is ready to cut: see PrefaceSpec. */
export interface PrefaceCutter {
  readonly cutter: Cutter
  /** What the next bytes must be; empty if they may be anything. */
  readonly mark: Mark
  /** What the next bytes must not be; empty if nothing is excluded. */
  readonly unless: Mark
  readonly again: 'once' | 'while' | 'always'
  /** Makes the cutter for everything after this frame. */
  readonly upgrade: (() => Cutter) | undefined
}

const NO_BYTES: Uint8Array = new Uint8Array(0)

/**
 * Chooses at each frame boundary which cutter takes the next frame:
 *
 *     +-----------+-----------+-------+-------+---
 *     | preface   | preface   | rest  | rest  | …      one frame of a preface each, then the rest
 *     +-----------+-----------+-------+-------+---
 *
 * The choice may need bytes that have not come yet. Until then it holds those it has, and later gives them to the
 * chosen cutter as a chunk of their own.
 */
export class SequenceCutter extends Cutter {
  /** Prefaces that may still come, in order. */
  #open: PrefaceCutter[]
  #rest: Cutter
  /** The cutter of the current frame; undefined at a boundary, where the next one must be chosen. */
  #active: Cutter | undefined
  #preface: PrefaceCutter | undefined
  /** Bytes at a boundary that were too few to choose by. */
  #held = NO_BYTES
  /** Which cutter took the frames from which stream offset on, back to the last push. */
  #takers: { readonly from: number; readonly cutter: Cutter }[] = []

  constructor(prefaces: readonly PrefaceCutter[], rest: Cutter) {
    super()
    this.#open = [...prefaces]
    this.#rest = rest
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    if (this.#takers.length > 1) this.#takers.splice(0, this.#takers.length - 1)
    const last = out.count + most
    let pos = from
    while (this.fault === undefined && out.count < last && (pos < chunk.length || this.#held.length > 0)) {
      if (this.#active !== undefined) {
        pos = this.#run(this.#active, chunk, pos, base, out, last)
        continue
      }
      const choice = this.#choose(chunk, pos, false)
      if (choice === undefined) {
        if (pos === chunk.length) break
        if (this.#held.length === 0) this.frameStart = base + pos
        this.#held = joinedBytes(this.#held, chunk.subarray(pos))
        pos = chunk.length
        continue
      }
      const active = this.#start(choice, base + pos - this.#held.length)
      if (this.#held.length > 0) this.#runHeld(active, base + pos, out, last)
    }
    return pos
  }

  /** No more bytes come, so the choice is made with the held ones. */
  override finish(offset: number, out: FrameColumns): boolean {
    while (this.#held.length > 0 && this.fault === undefined) {
      const choice = this.#choose(NO_BYTES, 0, true) ?? this.#rest
      this.#runHeld(this.#start(choice, offset - this.#held.length), offset, out, ALL_FRAMES)
    }
    if (this.frameStart === offset && !this.hasSkipped) return true
    const done = this.#active?.finish?.(offset, out) ?? false
    this.fault ??= this.#active?.fault
    return done
  }

  override decode(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array {
    const taker = this.#takers.findLast((each) => each.from <= start)?.cutter
    return taker?.decode?.(frame, header, trailer, start) ?? frame.subarray(header, frame.length - trailer)
  }

  /** What applies at this point of the stream; undefined if more bytes are needed to decide. */
  #choose(chunk: Uint8Array, pos: number, final: boolean): PrefaceCutter | Cutter | undefined {
    for (const preface of this.#open) {
      const { mark, unless } = preface
      const applies = this.#startsWith(mark, chunk, pos)
      const isExcluded = unless.length > 0 && this.#startsWith(unless, chunk, pos)
      if (applies === false || isExcluded === true) continue
      if (applies === true && (isExcluded === false || final)) return preface
      if (!final) return undefined
    }
    return this.#rest
  }

  /** Whether the bytes at this point are those of the mark; undefined if too few are there to say. */
  #startsWith(mark: Mark, chunk: Uint8Array, pos: number): boolean | undefined {
    const seen = Math.min(mark.length, this.#held.length + chunk.length - pos)
    for (let index = 0; index < seen; index++)
      if (!fits(mark[index], this.#byteAt(chunk, pos, index))) return false
    return seen === mark.length ? true : undefined
  }

  #byteAt(chunk: Uint8Array, pos: number, index: number): number | undefined {
    return index < this.#held.length ? this.#held[index] : chunk[pos + index - this.#held.length]
  }

  /** Lets the chosen cutter take over at the boundary, and drops the prefaces that can no longer come. */
  #start(choice: PrefaceCutter | Cutter, boundary: number): Cutter {
    const preface = choice instanceof Cutter ? undefined : choice
    const cutter = choice instanceof Cutter ? choice : choice.cutter
    const passed =
      preface?.mark.length === 0 ? this.#open.indexOf(preface) : preface === undefined ? Infinity : -1
    this.#open = this.#open.filter((open, index) => {
      if (open === preface) return open.again !== 'once'
      return open.again === 'always' || index > passed
    })
    cutter.frameStart = boundary
    this.frameStart = boundary
    if (this.#takers.at(-1)?.cutter !== cutter) this.#takers.push({ from: boundary, cutter })
    this.#active = cutter
    this.#preface = preface
    return cutter
  }

  #run(
    active: Cutter,
    chunk: Uint8Array,
    pos: number,
    base: number,
    out: FrameColumns,
    last: number,
  ): number {
    const before = out.count
    const single = this.#preface !== undefined || this.#open.length > 0
    const next = active.cut(chunk, pos, base, out, single ? 1 : last - before)
    this.frameStart = active.frameStart
    this.needed = active.needed
    this.quietUntil = active.quietUntil
    this.hasSkipped = active.hasSkipped
    this.isNoMessage = active.isNoMessage
    this.fault = active.fault
    if (single && out.count > before) this.#endFrame()
    return next
  }

  #runHeld(active: Cutter, end: number, out: FrameColumns, last: number): void {
    const held = this.#held
    this.#held = NO_BYTES
    const taken = this.#run(active, held, 0, end - held.length, out, last)
    if (taken < held.length) this.#held = held.subarray(taken)
  }

  #endFrame(): void {
    this.#active = undefined
    if (this.#preface?.upgrade === undefined) return
    this.#rest = this.#preface.upgrade()
    this.#open = []
  }
}
