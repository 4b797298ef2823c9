// Texts as bytes in UTF-8 or GBK. Node writes only UTF-8, and reads GBK by the web's rules, so GBK is done here in the
// way of CPython's `gbk` codec.

const utf8 = new TextEncoder()

export const encodeText = (text: string, encoding: string): Uint8Array =>
  encoding === 'gbk' ? encodeGbk(text) : utf8.encode(text)

/** Bytes that are not valid in the encoding become U+FFFD, as in `bytes.decode(encoding, 'replace')`. */
export const decodeText = (bytes: Uint8Array, encoding: string): string =>
  encoding === 'gbk' ? decodeGbk(bytes) : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const REPLACEMENT = '\ufffd'
const QUESTION_MARK = 0x3f

/** Pairs that GB 18030 added. Node 20 decodes them to private characters, Node 22 to those of GB 18030. */
const ONLY_GB18030: readonly (readonly [first: number, last: number])[] = [
  [0xa2e3, 0xa2e3],
  [0xa3a0, 0xa3a0],
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe50, 0xfea0],
]

interface Gbk {
  /** From two bytes, big-endian, to a character. */
  readonly characters: ReadonlyMap<number, string>
  readonly bytes: ReadonlyMap<string, number>
}

/** Made at the first use, from what the platform decodes. */
let table: Gbk | undefined
const gbk = (): Gbk => (table ??= makeTable())

const makeTable = (): Gbk => {
  const decoder = new TextDecoder('gbk')
  const characters = new Map<number, string>()
  const bytes = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(new Uint8Array([lead, trail]))
      const pair = lead * 256 + trail
      if (trail === 0x7f || text.length !== 1 || text === REPLACEMENT || isPrivate(text)) continue
      if (ONLY_GB18030.some(([first, last]) => first <= pair && pair <= last)) continue
      characters.set(pair, text)
      if (!bytes.has(text)) bytes.set(text, pair)
    }
  }
  return { characters, bytes }
}

/** The web's table has private characters at places where GBK has none. */
const isPrivate = (text: string): boolean => text >= '\ue000' && text <= '\uf8ff'

/** A character that GBK does not have becomes a question mark, as with Python's `replace`. */
const encodeGbk = (text: string): Uint8Array => {
  const { bytes } = gbk()
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      if (code < 0x80) return [code]
      const pair = bytes.get(character)
      return pair === undefined ? [QUESTION_MARK] : [pair >> 8, pair & 0xff]
    }),
  )
}

const decodeGbk = (bytes: Uint8Array): string => {
  const { characters } = gbk()
  let text = ''
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    const character = characters.get(lead * 256 + (bytes[at + 1] ?? 0))
    if (lead < 0x80) text += String.fromCharCode(lead)
    else if (character === undefined) text += REPLACEMENT
    else {
      text += character
      at += 1
    }
  }
  return text
}
