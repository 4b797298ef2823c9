// The helper of every cut-proof test: the same bytes, cut every way, must give the same result.
import { createFramer, FrameColumns, layersOf, type Direction, type FramingSpec } from '../src/index.ts'

/** A framer's result for a stream, as plain data. Offsets are bytes of the stream. */
export interface Account {
  readonly frames: readonly Row[]
  readonly bodies: readonly string[]
  readonly error: string | undefined
  readonly offset: number
  readonly frameStart: number
  readonly needed: number | undefined
  /** The frames of the layers below the messages, the wire's first; none without layers. */
  readonly below: readonly (readonly Row[])[]
  /** The frames that are no messages, by their place among the frames. */
  readonly apart: readonly (readonly [number, string])[]
}

type Row = readonly [start: number, header: number, trailer: number, end: number]

/** Pushes `pieces` through both `bodies` and `intervals`, and checks that they agree. */
export function accountOf(spec: FramingSpec, pieces: readonly Uint8Array[], direction?: Direction): Account {
  const byNumbers = createFramer(spec, direction)
  const byBodies = createFramer(spec, direction)
  const columns = new FrameColumns()
  const frames: Row[] = []
  const apart: [number, string][] = []
  const layers = layersOf(spec)
    .slice(1)
    .map(() => ({ columns: new FrameColumns(), rows: [] as Row[] }))
  const below = layers.map((layer) => layer.columns)
  const bodies: string[] = []
  const take = () => {
    for (const [row, is] of columns.apart) apart.push([frames.length + row, is])
    frames.push(...rowsOf(columns))
    columns.clear()
    for (const layer of layers) {
      layer.rows.push(...rowsOf(layer.columns))
      layer.columns.clear()
    }
  }
  const keep = (body: Uint8Array) => bodies.push(Buffer.from(body).toString('latin1'))
  for (const piece of pieces) {
    byNumbers.intervals(piece, columns, below)
    take()
    // Overwrite the chunk afterwards: a framer that kept a view on it instead of a copy would fail.
    const lent = Uint8Array.from(piece)
    byBodies.bodies(lent, keep)
    lent.fill(0xee)
    if (JSON.stringify(byNumbers.position) !== JSON.stringify(byBodies.position)) {
      throw new Error(
        `intervals and bodies disagree: ${JSON.stringify([byNumbers.position, byBodies.position])}`,
      )
    }
  }
  const { position } = byNumbers
  byNumbers.end(columns, below)
  take()
  byBodies.end(keep)
  const error = JSON.stringify(byNumbers.error, bigintAsText)
  if (error !== JSON.stringify(byBodies.error, bigintAsText)) throw new Error(`errors disagree: ${error}`)
  const { offset, frameStart, needed } = position
  return { frames, bodies, error, offset, frameStart, needed, below: layers.map(({ rows }) => rows), apart }
}

function rowsOf({ count, start, end, header, trailer }: FrameColumns): Row[] {
  return Array.from({ length: count }, (_, row) => [
    start[row] ?? 0,
    header[row] ?? 0,
    trailer[row] ?? 0,
    end[row] ?? 0,
  ])
}

/** Cuts bytes at the given places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const edges = [0, ...[...places].sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end))
}

/** Lists of pieces: every cut in two, byte by byte, and `more` cuts from a seed. */
export function* everyCut(bytes: Uint8Array, more = 20, seed = 1): Generator<Uint8Array[]> {
  for (let place = 0; place <= bytes.length; place++) yield cutAt(bytes, [place])
  yield Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
  let state = seed
  const next = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  for (let round = 0; round < more; round++) {
    yield cutAt(
      bytes,
      Array.from({ length: 1 + next(8) }, () => next(bytes.length + 1)),
    )
  }
}

/** One byte a character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** The bytes of hex text like `00 05 68`. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}
