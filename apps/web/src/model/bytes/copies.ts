// The bytes in the forms that people paste.

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexOf = (byte: number): string => hexDigits[byte] ?? ''

/** `68 65 6c 6c 6f` */
export const hexText = (bytes: Uint8Array = new Uint8Array(0)): string => Array.from(bytes, hexOf).join(' ')

/** In an encoding that TextDecoder knows. Invalid bytes become U+FFFD. */
export const plainText = (bytes: Uint8Array, encoding = 'utf-8'): string =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)

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
  return named.get(byte) ?? (byte >= 0x20 && byte < 0x7f ? sign : `\\x${hexOf(byte)}`)
}

const C_ROW = 12

/** `unsigned char data[5] = {0x68, 0x65, 0x6c, 0x6c, 0x6f};`, in rows if long. C has no empty array (C17, 6.7.6.2). */
export const cText = (bytes: Uint8Array): string => {
  if (bytes.length === 0) return '/* no bytes */'
  const rows: string[] = []
  for (let at = 0; at < bytes.length; at += C_ROW)
    rows.push(Array.from(bytes.subarray(at, at + C_ROW), (byte) => `0x${hexOf(byte)}`).join(', '))
  const body = rows.length === 1 ? rows.join('') : `\n  ${rows.join(',\n  ')}\n`
  return `unsigned char data[${bytes.length}] = {${body}};`
}
