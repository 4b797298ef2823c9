// Writes bytes as text and reads them back: one character a byte, with escapes for what one line cannot hold.

/** What may follow a backslash. */
const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '|': '|',
  ',': ',',
  s: ' ',
}

/** An unknown escape, and its place. */
export interface BadEscape {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Reads escapes; characters beyond ASCII become their UTF-8 bytes. The result has one character (U+0000 to U+00FF)
 * a byte. A `|` without a backslash separates delimiters.
 */
export function readDelimiters(text: string): readonly string[] | BadEscape {
  const parts: string[] = ['']
  for (let index = 0; index < text.length;) {
    const code = text.codePointAt(index) ?? 0
    const character = String.fromCodePoint(code)
    let bytes: string | undefined = utf8Of(code)
    let size = character.length
    if (character === '|') {
      parts.push('')
      index += 1
      continue
    }
    if (character === '\\') {
      const hex = /^\\x([0-9a-fA-F]{2})/.exec(text.slice(index, index + 4))
      const name = text[index + 1] ?? ''
      size = hex === null ? 1 + name.length : 4
      bytes = hex === null ? named(name) : String.fromCharCode(Number.parseInt(hex[1] ?? '', 16))
      if (bytes === undefined) {
        return { text: text.slice(index, index + size), start: index, end: index + size }
      }
    }
    parts.push((parts.pop() ?? '') + bytes)
    index += size
  }
  return parts
}

function named(name: string): string | undefined {
  return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
}

/** Writes bytes so that {@link readDelimiters} reads them back. The result needs no quoting in a spec. */
export function printBytes(bytes: string): string {
  return bytes.replace(/[^!-~]|[\\|,]/g, (character) => {
    const name = Object.keys(NAMED).find((key) => NAMED[key] === character)
    return name === undefined || name === 's'
      ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
      : `\\${name}`
  })
}

/** One byte a character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function utf8Of(code: number): string {
  if (code < 0x80) return String.fromCharCode(code)
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  const last = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), ...last)
  return String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...last)
}
