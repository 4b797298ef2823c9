// Link type 252, Wireshark's exported PDUs: tags (number, length, value; big-endian) that name the payload's endpoints,
// then the payload. Numbers: Wireshark's wsutil/exported_pdu_tlvs.h.
import { type AddressWords, isIpv4, parseAddress, readIpv4, readIpv6 } from './address.ts'
import { WriteError } from './codes.ts'
import { type Endpoint, Payload, refuse, type Transport } from './payload.ts'

const TAG_END = 0
const TAG_DISSECTOR_NAME = 12
const TAG_IPV4_SOURCE = 20
const TAG_IPV4_DESTINATION = 21
const TAG_IPV6_SOURCE = 22
const TAG_IPV6_DESTINATION = 23
const TAG_PORT_TYPE = 24
const TAG_SOURCE_PORT = 25
const TAG_DESTINATION_PORT = 26

const PORT_TYPE_TCP = 2
const PORT_TYPE_UDP = 3

/** `data` is the dissector that shows plain bytes. */
const DISSECTOR = [0x64, 0x61, 0x74, 0x61]

export interface UpperPdu {
  readonly transport: Transport
  readonly source: Endpoint
  readonly destination: Endpoint
  /** Copied when encoded. */
  readonly payload: Uint8Array
}

/** A PDU in place: its payload is at `[payloadStart, payloadStart + payloadLength)` of `view`. */
export interface UpperPduPlace {
  readonly transport: Transport
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly payloadStart: number
  readonly payloadLength: number
}

/** The endpoints of a PDU's payload. */
export type UpperPduEnds = Omit<UpperPdu, 'payload'>

/**
 * The packet data of a PDU, for an interface of `LINK_UPPER_PDU`: its head, then its payload. Throws like
 * `upperPduHead`.
 */
export const encodeUpperPdu = (pdu: UpperPdu): Uint8Array => {
  const head = upperPduHead(pdu)
  const data = new Uint8Array(head.length + pdu.payload.length)
  data.set(head)
  data.set(pdu.payload, head.length)
  return data
}

/**
 * The head before a PDU's payload, which is the same for all PDUs between two endpoints:
 *
 *     12 0004 "data" · 20|22 source · 21|23 destination · 24 0004 transport · 25 0004 port · 26 0004 port · 0 0000
 *
 * that is 52 bytes between IPv4 addresses, 76 between IPv6 ones, never more. An IPv4-mapped address is written as
 * IPv4, as it is on the wire. Throws `NOT_AN_ADDRESS` and `NOT_A_PORT`.
 */
export const upperPduHead = ({ transport, source, destination }: UpperPduEnds): Uint8Array => {
  const from = checkedAddress(source)
  const to = checkedAddress(destination)
  const head = new Uint8Array(36 + addressLength(from) + addressLength(to))
  const view = new DataView(head.buffer)
  let at = startTag(view, 0, TAG_DISSECTOR_NAME, 4)
  head.set(DISSECTOR, at)
  at = writeAddress(view, at + 4, from, TAG_IPV4_SOURCE, TAG_IPV6_SOURCE)
  at = writeAddress(view, at, to, TAG_IPV4_DESTINATION, TAG_IPV6_DESTINATION)
  at = writeNumber(view, at, TAG_PORT_TYPE, transport === 'tcp' ? PORT_TYPE_TCP : PORT_TYPE_UDP)
  at = writeNumber(view, at, TAG_SOURCE_PORT, checkedPort(source))
  at = writeNumber(view, at, TAG_DESTINATION_PORT, checkedPort(destination))
  startTag(view, at, TAG_END, 0)
  return head
}

/** The longest possible head, in bytes. */
export const MAX_UPPER_PDU_HEAD = 76

/** Reads packet data of link type 252; `undefined` if it lacks an address, a port or the transport, or is cut. */
export const decodeUpperPdu = (data: Uint8Array): UpperPduPlace | undefined => {
  const payload = new Payload()
  if (!dissectUpperPdu(payload.lookAt(data), 0, data.length, data.length, payload)) return undefined
  return {
    transport: payload.transport,
    source: { address: payload.sourceAddress, port: payload.sourcePort },
    destination: { address: payload.destinationAddress, port: payload.destinationPort },
    payloadStart: payload.start,
    payloadLength: payload.length,
  }
}

/** Like `dissect`, for link type 252. */
export const dissectUpperPdu = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  let seen = 0
  for (;;) {
    if (at + 4 > end) return refuse(out, wireEnd > end ? 'HEADER_CUT' : 'BAD_HEADER')
    const tag = view.getUint16(at)
    const tagLength = view.getUint16(at + 2)
    at += 4
    if (tag === TAG_END) break
    if (at + tagLength > end) return refuse(out, wireEnd > end ? 'HEADER_CUT' : 'BAD_HEADER')
    seen |= readTag(tag, tagLength, view, at, out)
    at += tagLength
  }
  if (seen !== ALL) return refuse(out, 'NOT_TCP_OR_UDP')
  out.hasTcpHeader = false
  out.start = at
  out.length = end - out.start
  out.originalLength = wireEnd - at
  out.problem = undefined
  return true
}

const SOURCE = 1
const DESTINATION = 2
const TRANSPORT = 4
const SOURCE_PORT = 8
const DESTINATION_PORT = 16
const ALL = 31

/** Reads one tag's value. Returns the bit of what it gave, or 0. */
const readTag = (tag: number, length: number, view: DataView, at: number, out: Payload): number => {
  if (length === 16) {
    if (tag !== TAG_IPV6_SOURCE && tag !== TAG_IPV6_DESTINATION) return 0
    readIpv6(view, at, tag === TAG_IPV6_SOURCE ? out.sourceWords : out.destinationWords)
    return tag === TAG_IPV6_SOURCE ? SOURCE : DESTINATION
  }
  if (length !== 4) return 0
  switch (tag) {
    case TAG_IPV4_SOURCE:
      readIpv4(view, at, out.sourceWords)
      return SOURCE
    case TAG_IPV4_DESTINATION:
      readIpv4(view, at, out.destinationWords)
      return DESTINATION
    case TAG_SOURCE_PORT:
      out.sourcePort = view.getUint32(at) & 0xffff
      return SOURCE_PORT
    case TAG_DESTINATION_PORT:
      out.destinationPort = view.getUint32(at) & 0xffff
      return DESTINATION_PORT
    case TAG_PORT_TYPE: {
      const type = view.getUint32(at)
      out.transport = type === PORT_TYPE_UDP ? 'udp' : 'tcp'
      return type === PORT_TYPE_TCP || type === PORT_TYPE_UDP ? TRANSPORT : 0
    }
    default:
      return 0
  }
}

const checkedAddress = ({ address }: Endpoint): AddressWords => {
  const words = parseAddress(address)
  if (!words) throw new WriteError('NOT_AN_ADDRESS', address)
  return words
}

const checkedPort = ({ port }: Endpoint): number => {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new WriteError('NOT_A_PORT', port)
  return port
}

const addressLength = (words: AddressWords): number => (isIpv4(words) ? 8 : 20)

const startTag = (view: DataView, at: number, tag: number, length: number): number => {
  view.setUint16(at, tag)
  view.setUint16(at + 2, length)
  return at + 4
}

const writeNumber = (view: DataView, at: number, tag: number, value: number): number => {
  view.setUint32(startTag(view, at, tag, 4), value)
  return at + 8
}

const writeAddress = (
  view: DataView,
  at: number,
  words: AddressWords,
  ipv4: number,
  ipv6: number,
): number => {
  if (isIpv4(words)) return writeNumber(view, at, ipv4, (words[3] as number) >>> 0)
  startTag(view, at, ipv6, 16)
  words.forEach((word, index) => view.setInt32(at + 4 + index * 4, word))
  return at + 20
}
