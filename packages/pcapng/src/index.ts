export { parseAddress, printAddress } from './address.ts'
export { MAX_BLOCK_LENGTH, MAX_PACKET_LENGTH } from './block-type.ts'
export {
  type InterfaceFields,
  interfaceBlock,
  packetBlock,
  type PacketFields,
  sectionHeaderBlock,
  type SectionHeaderFields,
} from './blocks.ts'
export { beginsPcap, beginsPcapng, MAGIC_LENGTH } from './capture-format.ts'
export { CaptureReader } from './capture-reader.ts'
export type {
  BlockCounts,
  BlockPlace,
  CaptureSink,
  InterfaceDescription,
  SectionHeader,
} from './capture-sink.ts'
export {
  type CaptureError,
  type CaptureErrorCode,
  type PayloadProblem,
  payloadProblems,
  WriteError,
  type WriteErrorCode,
} from './codes.ts'
export { dissect } from './dissect.ts'
export {
  LINK_ETHERNET,
  LINK_IPV4,
  LINK_IPV6,
  LINK_LINUX_SLL,
  LINK_LINUX_SLL2,
  LINK_LOOP,
  LINK_NULL,
  LINK_RAW,
  LINK_RAW_DLT,
  LINK_UPPER_PDU,
} from './link-type.ts'
export type { Direction, PacketView } from './packet-view.ts'
export {
  type Endpoint,
  Payload,
  TCP_ACK,
  TCP_FIN,
  TCP_PSH,
  TCP_RST,
  TCP_SYN,
  type Transport,
} from './payload.ts'
export { Reassembler } from './reassembler.ts'
export { spliceSectionComments } from './splice-section-comments.ts'
export {
  decodeUpperPdu,
  encodeUpperPdu,
  MAX_UPPER_PDU_HEAD,
  type UpperPdu,
  type UpperPduEnds,
  upperPduHead,
  type UpperPduPlace,
} from './upper-pdu.ts'
export { type Tunnel, tunnelsOf } from './tunnels/carried.ts'
export { decodeUtf8, encodeUtf8 } from './utf8.ts'
