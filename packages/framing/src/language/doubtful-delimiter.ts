// Delimiters that people write as the name or the hex of their bytes: `CRLF`, `0d0a`, `0x0a`. Their letters may be meant too,
// so neither is taken without a question.
import { printBytes } from '../frames/escapes.ts'

const named: Readonly<Record<string, string>> = {
  CRLF: '\r\n',
  CR: '\r',
  LF: '\n',
  NUL: '\0',
  NULL: '\0',
  TAB: '\t',
  STX: '\x02',
  ETX: '\x03',
  EOT: '\x04',
  ESC: '\x1b',
}

/** The bytes that a delimiter's text may mean besides its own, one character a byte; `undefined` if it is not in doubt. */
export function meantBy(text: string): string | undefined {
  const name = text.toUpperCase()
  if (Object.hasOwn(named, name)) return named[name]
  const digits = text.replace(/^0x/i, '')
  // Of letters alone it is more likely a word.
  if (!/^([0-9a-f]{2})+$/i.test(digits) || !/\d/.test(digits)) return undefined
  return digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
}

/** A delimiter's text in a spec: its first byte is an escape if the text would be in doubt. */
export function printDelimiter(bytes: string): string {
  if (meantBy(bytes) === undefined) return printBytes(bytes)
  return `\\x${bytes.charCodeAt(0).toString(16).padStart(2, '0')}${printBytes(bytes.slice(1))}`
}
