// Decodes bytes as text in any encoding. Marks and counts bytes that are not text, and reports cut characters.

export interface TextPiece {
  readonly text: string
  /** `bad`: bytes that are not text; `sign`: an invisible character, shown as its picture or number. */
  readonly kind: 'plain' | 'bad' | 'sign'
}

export interface DecodedText {
  readonly text: string
  /** How many U+FFFD replace bytes that are not text, without those that were sent or that come from a cut. */
  readonly bad: number
  /** Whether its first bytes belong to a character that began before it. */
  readonly cutBefore: boolean
  /** Bytes at its end that belong to a character continuing after it. */
  readonly cutAfter: number
}

/** No character is longer than this many bytes, so its last byte is then among the following bytes. */
const LONGEST = 3

/** `lead`: the bytes before, from a known start of a character; `undefined` if no such start is known. */
export const decodeText = (bytes: Uint8Array, label: string, lead?: Uint8Array): DecodedText => {
  const decoder = decoderOf(label)
  const head = decoder.decode(bytes, { stream: true })
  return {
    text: head + decoder.decode(),
    bad: count(head) - count(sentAsSuch(bytes, label)),
    cutBefore: bytes.length > 0 && (lead ? pending(lead, label) > 0 : continues(bytes, label)),
    cutAfter: pending(bytes, label),
  }
}

// A byte order mark is kept as a character like any other.
const decoderOf = (label: string, fatal = false): TextDecoder =>
  new TextDecoder(label, { ignoreBOM: true, fatal })

const count = (text: string): number => text.split('\uFFFD').length - 1

/** How many bytes at the end are the start of an unfinished character. */
const pending = (bytes: Uint8Array, label: string): number => {
  const decoder = decoderOf(label)
  decoder.decode(bytes, { stream: true })
  if (decoder.decode() === '') return 0
  for (let size = 1; size < LONGEST; size += 1) {
    const before = decoderOf(label)
    before.decode(bytes.subarray(0, bytes.length - size), { stream: true })
    if (before.decode() === '') return size
  }
  return LONGEST
}

/** For when the bytes before are unknown: in UTF-8 a continuation byte cannot begin a character. */
const continues = ([first = 0]: Uint8Array, label: string): boolean =>
  label === 'utf-8' && first >= 0x80 && first < 0xc0

const UTF8_REPLACEMENT = [0xef, 0xbf, 0xbd] as const

/** Counts the U+FFFD that the bytes themselves contain. */
const sentAsSuch = (bytes: Uint8Array, label: string): string => {
  let found = ''
  if (label === 'utf-8') {
    for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1))
      if (UTF8_REPLACEMENT.every((byte, k) => bytes[at + k] === byte)) found += '\uFFFD'
  } else if (label.startsWith('utf-16')) {
    const [first, second] = label === 'utf-16le' ? [0xfd, 0xff] : [0xff, 0xfd]
    for (let at = 0; at + 1 < bytes.length; at += 2)
      if (bytes[at] === first && bytes[at + 1] === second) found += '\uFFFD'
  }
  return found
}

/** Control characters, and characters that change text direction or have no width. They are shown, not obeyed. */
const unseen = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u
const pieces =
  /\uFFFD+|\r\n|\n|[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** The text in pieces, each shown in one way. */
export const textPieces = (text: string): TextPiece[] => {
  const found: TextPiece[] = []
  let from = 0
  const plain = (to: number): void => {
    if (to > from) found.push({ text: text.slice(from, to), kind: 'plain' })
  }
  for (const match of text.matchAll(pieces)) {
    plain(match.index)
    from = match.index + match[0].length
    if (match[0].startsWith('\uFFFD')) found.push({ text: match[0], kind: 'bad' })
    else found.push({ text: signOf(match[0]), kind: 'sign' })
  }
  plain(text.length)
  return found
}

/** Control pictures such as `␀`, `⏎` before a line's end, `⟨200e⟩` for the others. */
const signOf = (sign: string): string => {
  if (sign === '\n') return '⏎\n'
  if (sign === '\r\n') return '␍⏎\n'
  if (sign === '\t') return '⇥\t'
  const code = sign.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '␡' : `⟨${code.toString(16).padStart(4, '0')}⟩`
}

/** Whether bytes are text that a person can read: only lines of visible characters. */
export const isReadable = (bytes: Uint8Array, label = 'utf-8'): boolean => {
  try {
    return !unseen.test(
      decoderOf(label, true)
        .decode(bytes)
        .replace(/[\t\n\r]/g, ''),
    )
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
