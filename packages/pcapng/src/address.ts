// IP addresses as four 32-bit words and as text. An IPv4 address is kept as the IPv4-mapped IPv6 address
// ::ffff:a.b.c.d (RFC 4291, 2.5.5.2), so that the socket API's mapped form equals the wire's form.

/** Words, most significant first, each a signed 32-bit number. */
export type AddressWords = Int32Array

const MAPPED = 0xffff
const MAPPED_PREFIX = [0, 0, MAPPED]

export const isIpv4 = (words: AddressWords): boolean =>
  words[0] === 0 && words[1] === 0 && words[2] === MAPPED

/** Reads four bytes at `at`. */
export const readIpv4 = (view: DataView, at: number, words: AddressWords): void => {
  if (words[2] !== MAPPED || !isIpv4(words)) words.set(MAPPED_PREFIX)
  words[3] = view.getInt32(at)
}

/** Reads sixteen bytes at `at`. */
export const readIpv6 = (view: DataView, at: number, words: AddressWords): void => {
  words[0] = view.getInt32(at)
  words[1] = view.getInt32(at + 4)
  words[2] = view.getInt32(at + 8)
  words[3] = view.getInt32(at + 12)
}

/** `127.0.0.1`, or IPv6 in RFC 5952's form: `2001:db8::1`. */
export const printAddress = (words: AddressWords): string => {
  if (isIpv4(words)) return bytesOf(words[3] as number).join('.')
  const groups = [...words].flatMap((value) => [value >>> 16, value & 0xffff])
  const { start, length } = longestZeros(groups)
  const print = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  return length < 2
    ? print(groups)
    : `${print(groups.slice(0, start))}::${print(groups.slice(start + length))}`
}

/** Reads IPv4 or IPv6 text and ignores a zone (`%lo`); `undefined` for any other text. */
export const parseAddress = (text: string): AddressWords | undefined => {
  const zone = text.indexOf('%')
  const bare = zone < 0 ? text : text.slice(0, zone)
  if (!bare.includes(':')) {
    const last = parseIpv4(bare)
    return last === undefined ? undefined : Int32Array.of(0, 0, MAPPED, last)
  }
  const dotted = bare.lastIndexOf(':') + 1
  const last = bare.includes('.') ? parseIpv4(bare.slice(dotted)) : undefined
  if (last === undefined) return bare.includes('.') ? undefined : parseGroups(bare)
  return parseGroups(`${bare.slice(0, dotted)}${(last >>> 16).toString(16)}:${(last & 0xffff).toString(16)}`)
}

const parseIpv4 = (text: string): number | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((value, part) => (value << 8) | Number(part), 0)
}

const parseGroups = (text: string): AddressWords | undefined => {
  const halves = text.split('::')
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const zeros = 8 - head.length - tail.length
  if (halves.length > 2 || (halves.length === 2 ? zeros < 1 : zeros !== 0)) return undefined
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return Int32Array.from({ length: 4 }, (_, index) =>
    parseInt(
      `${groups[index * 2]?.padStart(4, '0') ?? ''}${groups[index * 2 + 1]?.padStart(4, '0') ?? ''}`,
      16,
    ),
  )
}

const longestZeros = (groups: readonly number[]): { start: number; length: number } => {
  let best = { start: 0, length: 0 }
  let start = 0
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start }
  })
  return best
}

const bytesOf = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
