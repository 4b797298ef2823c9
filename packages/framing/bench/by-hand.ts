// Handwritten baselines: the least code that cuts one format, without limits, errors or positions.

/** Rows as a caller would keep them. */
export interface Rows {
  readonly start: Float64Array
  readonly header: Uint32Array
  readonly end: Float64Array
}

/** Walks u32be headers and writes rows, without touching the bodies. Returns the count. */
export function walkByHand(chunks: readonly Uint8Array[], rows: Rows): number {
  let frames = 0
  let base = 0
  let skip = 0
  let head = 0
  let have = 0
  let begun = 0
  const { start, header, end } = rows
  const room = start.length
  for (const chunk of chunks) {
    const limit = chunk.length
    let at = 0
    let row = 0
    for (;;) {
      if (skip > 0) {
        if (at + skip > limit) {
          skip -= limit - at
          break
        }
        at += skip
        skip = 0
        start[row] = begun
        header[row] = 4
        end[row] = base + at
        row = (row + 1) % room
        frames++
      }
      if (have === 0) begun = base + at
      if (have === 0 && at + 4 <= limit) {
        const size =
          (((chunk[at] as number) << 24) |
            ((chunk[at + 1] as number) << 16) |
            ((chunk[at + 2] as number) << 8) |
            (chunk[at + 3] as number)) >>>
          0
        const next = at + 4 + size
        if (next <= limit) {
          start[row] = base + at
          header[row] = 4
          end[row] = base + next
          row = row + 1 === room ? 0 : row + 1
          frames++
          at = next
          continue
        }
        skip = size
        at += 4
        continue
      }
      while (have < 4 && at < limit) {
        head = ((head << 8) | (chunk[at++] as number)) >>> 0
        have++
      }
      if (have < 4) break
      skip = head
      have = 0
    }
    base += limit
  }
  return frames
}

/** Gives a view for each body after a u32be header; one copy if it spans chunks. */
export function viewsByHand(chunks: readonly Uint8Array[], onBody: (body: Uint8Array) => void): void {
  let held: Uint8Array | undefined
  let filled = 0
  let head = 0
  let have = 0
  for (const chunk of chunks) {
    const { buffer, byteOffset, length } = chunk
    let at = 0
    while (at < length) {
      if (held !== undefined) {
        const take = Math.min(held.length - filled, length - at)
        held.set(chunk.subarray(at, at + take), filled)
        filled += take
        at += take
        if (filled < held.length) break
        onBody(held)
        held = undefined
      } else if (have === 0 && at + 4 <= length) {
        const size =
          (((chunk[at] as number) << 24) |
            ((chunk[at + 1] as number) << 16) |
            ((chunk[at + 2] as number) << 8) |
            (chunk[at + 3] as number)) >>>
          0
        at += 4
        if (at + size <= length) {
          onBody(new Uint8Array(buffer, byteOffset + at, size))
          at += size
        } else {
          held = new Uint8Array(size)
          filled = 0
        }
      } else {
        head = ((head << 8) | (chunk[at++] as number)) >>> 0
        if (++have === 4) {
          have = 0
          held = new Uint8Array(head)
          filled = 0
        }
      }
    }
  }
}

/** Gives a view for each line without its \n, with the engine's own search. */
export function linesByHand(chunks: readonly Uint8Array[], onBody: (body: Uint8Array) => void): void {
  let held: Uint8Array | undefined
  for (const chunk of chunks) {
    const { buffer, byteOffset } = chunk
    let at = 0
    for (;;) {
      const end = chunk.indexOf(10, at)
      if (end < 0) break
      if (held === undefined) {
        onBody(new Uint8Array(buffer, byteOffset + at, end - at))
      } else {
        onBody(Buffer.concat([held, chunk.subarray(at, end)]))
        held = undefined
      }
      at = end + 1
    }
    if (at === chunk.length) continue
    const rest: Uint8Array = chunk.subarray(at)
    held = held === undefined ? rest : Buffer.concat([held, rest])
  }
}

/** What everyone writes first: one growing buffer, sliced from the front. */
export function concatHabit(chunks: readonly Buffer[], onBody: (body: Uint8Array) => void): void {
  let held: Buffer = Buffer.alloc(0)
  for (const chunk of chunks) {
    held = Buffer.concat([held, chunk])
    let at = 0
    while (held.length - at >= 4) {
      const size = held.readUInt32BE(at)
      if (held.length - at < 4 + size) break
      onBody(held.subarray(at + 4, at + 4 + size))
      at += 4 + size
    }
    held = held.subarray(at)
  }
}
