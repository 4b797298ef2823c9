// Room for a record's bytes.

/** V8 keeps up to so many beside the array itself, which is cheap. */
const BESIDE = 64
/** A longer array is worth a buffer of its own. */
const MAX_SHARED = 2_048
const SLAB = 32_768

let slab = new Uint8Array(SLAB)
let used = 0

/**
 * New bytes, all 0. Those of a few hundred share a buffer with others, because a buffer for each takes ten times as long:
 * the bytes belong to whoever asked, the buffer does not.
 */
export const newBytes = (length: number): Uint8Array => {
  if (length <= BESIDE || length > MAX_SHARED) return new Uint8Array(length)
  if (used + length > SLAB) {
    slab = new Uint8Array(SLAB)
    used = 0
  }
  const bytes = slab.subarray(used, used + length)
  used += length
  return bytes
}

/** `bytes[start, end)` as new bytes. */
export const copyOf = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  const copy = newBytes(end - start)
  copy.set(bytes.subarray(start, end))
  return copy
}
