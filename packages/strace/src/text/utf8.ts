// Bytes to text, by the Encoding Standard's own TextDecoder: Node, pages and workers have it.

/** The text of `bytes[start, end)`; ill-formed sequences become U+FFFD. */
export const textOf = (bytes: Uint8Array, start = 0, end = bytes.length): string =>
  decoder.decode(bytes.subarray(start, end))

// Packages are compiled without the types of a browser or of Node: what is used of it is declared here.
declare const TextDecoder: new (
  label: string,
  options: { readonly ignoreBOM: boolean },
) => { decode: (bytes: Uint8Array) => string }

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
