// Bytes at one place of every frame: types, versions, counters, checksums that end a frame. If they vary less there than
// elsewhere, that speaks for the frames.
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { CountedBytes } from './counted-bytes.ts'
import type { Side } from './side.ts'

/** What the first and last bytes of the frames have in common. */
export interface Columns {
  readonly gain: number
  /** The byte that every frame has at its first places, as far as all agree; -1 where they do not. */
  readonly constant: readonly number[]
  /** Places at which a byte counts up by one from frame to frame. */
  readonly counters: readonly number[]
}

/** How many places are looked at from the front of each frame, and from its end. */
const PLACES = 24
const LAST_PLACES = 4
/** Frames that begin within this many bytes of a stream are looked at, so that all framings are judged by the same bytes. */
const BYTES = 16 * 1024
const LEAST_FRAMES = 4
/** What it costs to say that a place is special. */
const PLACE_BITS = 7
/** What it costs to say that a place counts. */
const STEP_BITS = 8

export const columnsGain = (
  side: Side,
  found: readonly FrameColumns[],
  counted: CountedBytes | undefined,
): Columns => {
  const [plain, steps, last] = COUNTS
  for (const counts of COUNTS) counts.clear()
  const bits = new Float64Array(PLACES)
  const lastBits = new Float64Array(LAST_PLACES)
  let frames = 0
  for (const [index, { count, start, end, trailer }] of found.entries()) {
    const { bytes } = side.heards[index] as { readonly bytes: Uint8Array }
    const surprise = side.surprise[index] as Float32Array
    const limit = Math.min(BYTES, surprise.length)
    for (let row = 0; row < count; row += 1) {
      const from = start[row] as number
      // An end mark is there by definition.
      const to = (end[row] as number) - (trailer[row] as number)
      if (to > limit) break
      frames += 1
      const size = Math.min(PLACES, to - from)
      const before = row > 0 ? (start[row - 1] as number) : -1
      for (let place = 0; place < size; place += 1) {
        const byte = bytes[from + place] as number
        bits[place] = (bits[place] as number) + (surprise[from + place] as number)
        plain.add(place, byte)
        if (before >= 0) steps.add(place, (byte - (bytes[before + place] as number)) & 0xff)
      }
      if (to - from < PLACES + LAST_PLACES) continue
      for (let place = 0; place < LAST_PLACES; place += 1) {
        lastBits[place] = (lastBits[place] as number) + (surprise[to - 1 - place] as number)
        last.add(place, bytes[to - 1 - place] as number)
      }
    }
  }
  const constant: number[] = []
  const counters: number[] = []
  if (frames < LEAST_FRAMES) return { gain: 0, constant, counters }
  let gain = 0
  for (let place = 0; place < PLACES; place += 1) {
    const total = plain.total(place)
    if (total === frames) {
      constant.push(plain.only(place))
      if (steps.total(place) >= LEAST_FRAMES && steps.only(place) === 1) counters.push(place)
    }
    const isCounted = counted !== undefined && place >= counted.at && place < counted.at + (counted.size ?? 1)
    if (isCounted || total < LEAST_FRAMES) continue
    const cost = Math.min(plain.cost(place), steps.cost(place) + STEP_BITS)
    gain += Math.max(0, (bits[place] as number) - cost - PLACE_BITS)
  }
  for (let place = 0; place < LAST_PLACES; place += 1)
    if (last.total(place) >= LEAST_FRAMES)
      gain += Math.max(0, (lastBits[place] as number) - last.cost(place) - PLACE_BITS)
  return { gain, constant, counters }
}

/** How many bytes' worth is expected of a place beforehand, spread over all 256 values: few values are expected. */
const EXPECTED = 4
/** Bits for a value that came so often before, without those for the total, as long as few came. */
const MOST = 2_048
const TOLD = new Float32Array(MOST + 1)
const TOTAL = new Float32Array(MOST + 1)
for (let count = 0; count <= MOST; count += 1) {
  TOLD[count] = -Math.log2(count + EXPECTED / 256)
  TOTAL[count] = Math.log2(count + EXPECTED)
}

/** Counts of bytes at several places, and what an adaptive code would need for each place. */
class PlaceCounts {
  readonly #counts: Uint16Array
  readonly #totals: Uint32Array
  readonly #costs: Float64Array
  readonly #first: Int16Array
  readonly #isOnly: Uint8Array

  constructor(places: number) {
    this.#counts = new Uint16Array(places * 256)
    this.#totals = new Uint32Array(places)
    this.#costs = new Float64Array(places)
    this.#first = new Int16Array(places).fill(-1)
    this.#isOnly = new Uint8Array(places).fill(1)
  }

  add(place: number, byte: number): void {
    const at = (place << 8) | byte
    const count = this.#counts[at] as number
    const total = this.#totals[place] as number
    this.#costs[place] = (this.#costs[place] as number) + this.#costOf(count, total)
    this.#counts[at] = count + 1
    this.#totals[place] = total + 1
    if (total === 0) this.#first[place] = byte
    else if (this.#first[place] !== byte) this.#isOnly[place] = 0
  }

  #costOf(count: number, total: number): number {
    if (total > MOST) return Math.log2((total + EXPECTED) / (count + EXPECTED / 256))
    return (TOTAL[total] as number) + (TOLD[count] as number)
  }

  clear(): void {
    for (let place = 0; place < this.#totals.length; place += 1)
      if (this.#totals[place] !== 0) this.#counts.fill(0, place << 8, (place + 1) << 8)
    this.#totals.fill(0)
    this.#costs.fill(0)
    this.#first.fill(-1)
    this.#isOnly.fill(1)
  }

  total(place: number): number {
    return this.#totals[place] as number
  }

  cost(place: number): number {
    return this.#costs[place] as number
  }

  /** The byte that is always there; -1 if there are several. */
  only(place: number): number {
    return this.#isOnly[place] === 1 ? (this.#first[place] as number) : -1
  }
}

/** Of the first places, of what each adds to the one in the frame before, and of the last places; each call clears them. */
const COUNTS = [new PlaceCounts(PLACES), new PlaceCounts(PLACES), new PlaceCounts(LAST_PLACES)] as const
