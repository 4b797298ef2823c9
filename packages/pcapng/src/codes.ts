// Every code of this package with its sentence: one table for reading, one for writing, one for packets without a TCP
// or UDP payload.

/** A fault that a reader found: a value, never thrown. */
export interface CaptureError {
  /** For programs. */
  readonly code: CaptureErrorCode
  /** Offset in the file, in bytes, of the block that has the fault. */
  readonly offset: number
  /** The faulty value; what it means depends on the code. */
  readonly value: number
  /** What the value was compared with; what it means depends on the code. */
  readonly limit: number
  /** One plain sentence that names offset, value and limit. */
  readonly message: string
}

type Sentence = (offset: number, value: number, limit: number) => string

const reading = {
  EMPTY: () => 'The file is empty.',
  NOT_A_CAPTURE: (_, value) =>
    `The file begins with ${text(value)}, which begins neither a pcapng nor a pcap file${hint(value)}.`,
  BYTE_ORDER: (offset, value) =>
    `The section header at byte ${offset} has the byte-order magic ${hex(value)}, which is neither 0x1a2b3c4d nor 0x4d3c2b1a.`,
  VERSION: (offset, value, limit) =>
    `The section at byte ${offset} is of major version ${value}; only version ${limit} is known, so the section was skipped.`,
  BLOCK_LENGTH: (offset, value, limit) =>
    `The block at byte ${offset} says it is ${value} bytes long; a block has at least 12 and at most ${limit} bytes, in steps of 4.`,
  BLOCK_TRAILER: (offset, value, limit) =>
    `The block at byte ${offset} says it is ${limit} bytes long at its beginning and ${value} at its end.`,
  RECORD_LENGTH: (offset, value, limit) =>
    `The packet at byte ${offset} says that ${value} bytes of it were captured; at most ${limit} are allowed.`,
  CUT_INSIDE_BLOCK: (offset, value, limit) =>
    `The file ends inside the block at byte ${offset}: ${value} of at least ${limit} bytes are there.`,
  BLOCK_TOO_SHORT: (offset, value, limit) =>
    `The block at byte ${offset} is ${value} bytes long, too short for its kind, which needs ${limit}; it was skipped.`,
  PACKET_LENGTH: (offset, value, limit) =>
    `The packet block at byte ${offset} says that it holds ${value} bytes of packet, but has room for ${limit}; it was skipped.`,
  UNKNOWN_INTERFACE: (offset, value, limit) =>
    `The packet block at byte ${offset} names interface ${value}, but its section has ${limit} interfaces; it was skipped.`,
  TOO_MANY_INTERFACES: (offset, _, limit) =>
    `The interface at byte ${offset} is one more than the ${limit} that are kept; it and its packets were skipped.`,
} satisfies Record<string, Sentence>

export type CaptureErrorCode = keyof typeof reading

export const captureError = (
  code: CaptureErrorCode,
  offset: number,
  value: number,
  limit: number,
): CaptureError => {
  const sentence: Sentence = reading[code]
  return { code, offset, value, limit, message: sentence(offset, value, limit) }
}

const writing = {
  TIME_OUT_OF_RANGE: 'A packet time is 0 to 2^64 - 1 nanoseconds since the epoch',
  PACKET_TOO_LONG: 'A packet is at most 262144 bytes long, the most that Wireshark reads',
  OPTION_TOO_LONG: 'An option is at most 65535 bytes of UTF-8',
  BLOCK_TOO_LONG: 'A block is at most 16777216 bytes long, the most that is read',
  NOT_AN_ADDRESS: 'An address is IPv4 or IPv6 text',
  NOT_A_PORT: 'A port is a whole number from 0 to 65535',
} as const

export type WriteErrorCode = keyof typeof writing

/** A block that cannot be written as asked. Thrown, because the values come from the caller and not from a file. */
export class WriteError extends RangeError {
  readonly code: WriteErrorCode

  constructor(code: WriteErrorCode, value: string | number | bigint) {
    super(`${writing[code]}; this one is ${String(value)}.`)
    this.name = 'WriteError'
    this.code = code
  }
}

/** Why a packet gave no TCP or UDP payload. */
export const payloadProblems = {
  UNKNOWN_LINK_TYPE: 'its link type is not supported',
  NOT_IP: 'it is neither IPv4 nor IPv6',
  NOT_TCP_OR_UDP: 'it is neither TCP nor UDP',
  FRAGMENT: 'it is one fragment of an IP datagram',
  SEVERAL_PACKETS: 'it joins several packets',
  TOO_DEEP: 'it is inside more than 8 tunnels',
  HEADER_CUT: 'the capture cut it before the end of its headers',
  BAD_HEADER: 'a header in it contradicts itself',
} as const

export type PayloadProblem = keyof typeof payloadProblems

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`

/** `“this” (0x74686973)` if the four bytes are printable ASCII, else only the number. */
const text = (firstFour: number): string => {
  const letters = String.fromCharCode(...[24, 16, 8, 0].map((shift) => (firstFour >>> shift) & 0xff))
  return /^[ -~]{4}$/.test(letters) ? `“${letters}” (${hex(firstFour)})` : hex(firstFour)
}

const hint = (firstFour: number): string => {
  if (firstFour >>> 16 === 0x1f8b) return ' but a gzip file'
  if (firstFour === 0x28b52ffd) return ' but a zstd file'
  if (firstFour === 0xa1b2cd34 || firstFour === 0x34cdb2a1)
    return ' but a pcap file of a patched tcpdump, which editcap turns into pcapng'
  if (firstFour === 0x736e6f6f) return ' but a snoop file of Solaris, which editcap turns into pcapng'
  return ''
}
