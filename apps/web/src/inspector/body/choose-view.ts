// Chooses the first view of a body from its bytes.
import { isReadable } from './decode-text.ts'

export const bodyViews = ['hex', 'text', 'json', 'msgpack'] as const
export type BodyView = (typeof bodyViews)[number]

/** MessagePack's maps and arrays (its specification, Formats): fixmap, fixarray, array 16 and 32, map 16 and 32. */
const beginsGroup = (byte: number): boolean =>
  (byte >= 0x80 && byte <= 0x9f) || (byte >= 0xdc && byte <= 0xdf)

/** JSON if it is an object or array, MessagePack if it is one map or array to the last byte, text if it is readable. */
export const chooseView = async (bytes: Uint8Array, encoding = 'utf-8'): Promise<BodyView> => {
  const [first] = bytes
  if (first === undefined) return 'hex'
  if (isJsonGroup(bytes)) return 'json'
  if (beginsGroup(first)) {
    const tree = await import('./msgpack-tree.ts').catch(() => undefined)
    if (tree?.isOneGroup(bytes)) return 'msgpack'
  }
  return isReadable(bytes, encoding) ? 'text' : 'hex'
}

const isJsonGroup = (bytes: Uint8Array): boolean => {
  const begin = bytes.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  if (begin !== 0x7b && begin !== 0x5b) return false
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch (error) {
    // Not JSON, not UTF-8, or nested deeper than the browser reads.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      return false
    throw error
  }
}
