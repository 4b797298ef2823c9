// Bytes as a person reads them, if they are text.

/** The bytes as text, with arrows for line ends and tabs; `undefined` if they are not printable in that encoding. */
export const printableText = (bytes: Uint8Array, encoding = 'utf-8'): string | undefined => {
  if (bytes.length === 0) return undefined
  const text = decoded(bytes, encoding)?.replace(/\r?\n/g, '⏎').replaceAll('\t', '⇥')
  return text === undefined || /[\p{Cc}\p{Cn}\p{Co}]/u.test(text) ? undefined : text
}

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** How many columns a text takes in a monospaced font: wide scripts and emoji take two. */
export const columnsOf = (text: string): number => {
  let columns = 0
  for (const sign of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(
        sign,
      )
        ? 2
        : 1
  return columns
}
