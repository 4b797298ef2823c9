// Makes text from a capture, a file name or a request harmless for a terminal: characters that a terminal obeys (ESC,
// BEL, C1) or hides (bidi controls, zero-width characters, line ends inside a line) are escaped.

/** Controls, format characters, and the two line separators: all code points of these general categories (Unicode, 4.5). */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** One line with every character visible: ESC becomes `\x1b`, a line end `\n`, U+202E `\u202e`, U+E0001 `\u{e0001}`. */
export const visible = (line: string): string => line.replaceAll(unseen, escape)

/** The same for several lines. Their line ends stay. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n')

const short = new Map([
  ['\t', String.raw`\t`],
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
])

const escape = (character: string): string => {
  const known = short.get(character)
  if (known !== undefined) return known
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}
