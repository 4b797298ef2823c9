/** `first` and then `second[start, end)`, as new bytes. */
export const joined = (first: Uint8Array, second: Uint8Array, start: number, end: number): Uint8Array => {
  const bytes = new Uint8Array(first.length + end - start)
  bytes.set(first)
  bytes.set(second.subarray(start, end), first.length)
  return bytes
}
