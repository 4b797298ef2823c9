// The bytes as one wants to paste them.

/** `68 65 6c 6c 6f` */
export const hexText = (bytes: Uint8Array = new Uint8Array(0)): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** As UTF-8; what is none becomes U+FFFD. */
export const plainText = (bytes: Uint8Array = new Uint8Array(0)): string => new TextDecoder().decode(bytes)

/** `b'hello\n'`, as Python prints bytes (the language's `bytes.__repr__`). */
export const pythonText = (bytes: Uint8Array = new Uint8Array(0)): string => {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  return `b${quote}${Array.from(bytes, (byte) => pythonByte(byte, quote)).join('')}${quote}`
}

const named = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
])

const pythonByte = (byte: number, quote: string): string => {
  const sign = String.fromCharCode(byte)
  if (sign === quote) return `\\${sign}`
  return named.get(byte) ?? (byte >= 0x20 && byte < 0x7f ? sign : `\\x${byte.toString(16).padStart(2, '0')}`)
}
