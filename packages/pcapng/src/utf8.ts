// UTF-8 in both directions, by the Encoding Standard's own TextEncoder and TextDecoder: Node, pages and workers have them.

/** The text's bytes, as a new array; a lone surrogate becomes U+FFFD. */
export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text)

/** The text of `bytes[start, end)`; each ill-formed sequence, cut at its longest well-formed beginning, becomes U+FFFD. */
export const decodeUtf8 = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end))

// Packages are compiled without the types of a browser or of Node: what is used of these two is declared here.
declare const TextEncoder: new () => { encode: (text: string) => Uint8Array }
declare const TextDecoder: new (
  label: string,
  options: { readonly ignoreBOM: boolean },
) => { decode: (bytes: Uint8Array) => string }

const encoder = new TextEncoder()
/** A byte order mark is a character of the text. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
