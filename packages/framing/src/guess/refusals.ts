// Bytes that are known to be something else than messages, by their first bytes: files.
import type { FrameColumns } from '../frames/frame-columns.ts'

interface FileSign {
  readonly says: string
  readonly matches: RegExp
}

/** From the formats' own specifications, or file(1)'s magic. */
const FILES: readonly FileSign[] = [
  { says: 'a PNG image', matches: /^\x89PNG\r\n\x1a\n/ },
  { says: 'a JPEG image', matches: /^\xff\xd8\xff/ },
  { says: 'a GIF image', matches: /^GIF8[79]a/ },
  { says: 'a BMP image', matches: /^BM.{4}\0{4}/s },
  { says: 'a TIFF image', matches: /^(?:II\*\0|MM\0\*)/ },
  { says: 'a RIFF file', matches: /^RIFF.{4}[A-Z]{3}/s },
  { says: 'a video file', matches: /^.{4}ftyp|^\x1a\x45\xdf\xa3/s },
  { says: 'a PDF document', matches: /^%PDF-/ },
  { says: 'a ZIP archive', matches: /^PK(?:\x03\x04|\x05\x06|\x07\x08)/ },
  { says: 'gzip data', matches: /^\x1f\x8b\x08/ },
  { says: 'zlib data', matches: /^\x78[\x01\x5e\x9c\xda][^\0]/ },
  { says: 'zstd data', matches: /^\x28\xb5\x2f\xfd/ },
  { says: 'xz data', matches: /^\xfd7zXZ\0/ },
  { says: 'bzip2 data', matches: /^BZh[1-9]1AY&SY/ },
  { says: 'LZ4 data', matches: /^\x04\x22\x4d\x18/ },
  { says: 'an ELF program', matches: /^\x7fELF/ },
  { says: 'a Windows program', matches: /^MZ[\s\S]{58}/ },
  { says: 'a Mach-O program', matches: /^(?:[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)/ },
  { says: 'a WebAssembly module', matches: /^\0asm\x01\0\0\0/ },
  { says: 'an SQLite database', matches: /^SQLite format 3\0/ },
  { says: 'a tar archive', matches: /^[^\0]{1,100}\0[\s\S]{156,256}ustar/ },
  // OpenType, "Table Directory": after the number of tables comes 16 times the largest power of two in it, and which one.
  {
    says: 'a font',
    matches:
      /^(?:(?:\0\x01\0\0|OTTO)\0[\x04-\x3f](?:\0\x40\0\x02|\0\x80\0\x03|\x01\0\0\x04|\x02\0\0\x05)|wOF[F2])/,
  },
  { says: 'a Java or Python object file', matches: /^.\r\r\n/s },
  { says: 'an HTML document', matches: /^\s*<(?:!doctype html|html|head)\b/i },
  { says: 'an SVG image', matches: /^\s*(?:<\?xml[^>]*>\s*(?:<!--[\s\S]*?-->\s*)*)?<svg\b/i },
  { says: 'text in PEM armour', matches: /^-----BEGIN [A-Z ]+-----/ },
]

const SIGN = 512

const signAt = (bytes: Uint8Array, at: number): FileSign | undefined => {
  const text = String.fromCharCode(...bytes.subarray(at, at + SIGN))
  return FILES.find(({ matches }) => matches.test(text))
}

/** `a PNG image`, if the bytes begin like a file. */
export const fileOf = (bytes: Uint8Array): string | undefined => signAt(bytes, 0)?.says

/** A file begins once: so many messages that all begin like it have its magic for their own. */
const LEAST_ALIKE = 4
const MOST_LOOKED_AT = 64

/** Whether the first two bytes come so often that messages might begin with them. */
export const mayBeOwnMagic = (bytes: Uint8Array): boolean => {
  let seen = 0
  for (let at = 0; at >= 0 && seen < LEAST_ALIKE; at = bytes.indexOf(bytes[0] as number, at + 1))
    if (bytes[at + 1] === bytes[1]) seen += 1
  return seen === LEAST_ALIKE
}

/** Whether every frame of a stream begins like the file that the stream begins like. */
export const isOwnMagic = (bytes: Uint8Array, { count, start }: FrameColumns): boolean => {
  const sign = signAt(bytes, 0)
  if (sign === undefined) return true
  if (count < LEAST_ALIKE) return false
  for (let row = 1; row < Math.min(count, MOST_LOOKED_AT); row += 1)
    if (signAt(bytes, start[row] as number) !== sign) return false
  return true
}

const LF = 0x0a
const mayBeBase64 = (byte: number): boolean => BASE64_AND_ENDS[byte] === 1
const BASE64_AND_ENDS = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-\r\n')
  BASE64_AND_ENDS[character.charCodeAt(0)] = 1

/** Whether text is base64 that was wrapped: lines of one length, all in its alphabet, but for the last. */
const isWrappedBase64 = (bytes: Uint8Array): boolean => {
  const head = bytes.subarray(0, 4_096)
  // Nearly all other bytes are recognised by one of the first, before they are made a string.
  if (!head.subarray(0, head.lastIndexOf(LF) + 1).every(mayBeBase64)) return false
  const lines = String.fromCharCode(...head).split(/\r?\n/)
  const [begun = '', ...others] = lines.slice(0, -1)
  const first = others[0]?.length ?? 0
  // The bytes may begin inside a line.
  const whole = begun.length < first && /^[A-Za-z0-9+/_-]*$/.test(begun) ? others : [begun, ...others]
  return (
    whole.length >= 2 &&
    first >= 40 &&
    whole.every((line) => line.length === first && /^[A-Za-z0-9+/=_-]+$/.test(line))
  )
}

/** How many bytes are looked at for text of two or four bytes a character, and the share of zeros in the others. */
const WIDE = 512
const ZEROS = 0.9

/** Whether this is text in UTF-16 or UTF-32 whose characters are mostly those of ASCII. */
const isWideText = (bytes: Uint8Array, width: number): boolean => {
  const characters = Math.floor(Math.min(WIDE, bytes.length) / width)
  if (characters < 16) return false
  for (let place = 0; place < width; place += 1) {
    let wide = 0
    for (let at = 0; at < characters * width; at += width) {
      let isZero = true
      for (let other = 0; other < width; other += 1)
        if (other !== place && bytes[at + other] !== 0) isZero = false
      const byte = bytes[at + place] as number
      if (isZero && ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13)) wide += 1
    }
    if (wide >= ZEROS * characters) return true
  }
  return false
}

/** What the bytes are if they are text that no rule should cut, however regular it is. */
export const textOf = (bytes: Uint8Array): string | undefined =>
  isWrappedBase64(bytes)
    ? 'base64 text in lines'
    : isWideText(bytes, 2)
      ? 'UTF-16 text'
      : isWideText(bytes, 4)
        ? 'UTF-32 text'
        : undefined
