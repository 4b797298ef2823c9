// Numbers in sentences: thousands are separated, and a byte is not called bytes.

export function say(value: number | bigint | string | undefined): string {
  if (typeof value === 'string') return value
  if (value === undefined) return 'unknown'
  // Grouped by hand, because `toLocaleString` takes 15 ms when it is called first.
  return Number.isSafeInteger(value) || typeof value === 'bigint'
    ? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
    : value.toLocaleString('en-US')
}

/** `1 byte`, `1,024 bytes`. */
export function sayBytes(count: number | bigint | string | undefined): string {
  const text = say(count)
  return text === '1' ? '1 byte' : `${text} bytes`
}
