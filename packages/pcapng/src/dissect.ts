// Finds a captured packet's TCP or UDP payload: through the link layer, then IP, then the transport's header, and through the
// tunnels that carry whole packets.
import { dissectTyped } from './ether-type.ts'
import { dissectIp } from './ip.ts'
import {
  LINK_ARCNET,
  LINK_ARCNET_LINUX,
  LINK_ATM_CLIP,
  LINK_ATM_RFC1483,
  LINK_AVS,
  LINK_CISCO_HDLC,
  LINK_ENC,
  LINK_ETHERNET,
  LINK_FDDI,
  LINK_FRAME_RELAY,
  LINK_IEEE802_11,
  LINK_INFINIBAND,
  LINK_IPV4,
  LINK_IPV6,
  LINK_JUNIPER_CHDLC,
  LINK_JUNIPER_ETHER,
  LINK_JUNIPER_FRELAY,
  LINK_JUNIPER_PPP,
  LINK_JUNIPER_PPPOE,
  LINK_LINUX_SLL,
  LINK_LINUX_SLL2,
  LINK_LOOP,
  LINK_NFLOG,
  LINK_NULL,
  LINK_PFLOG,
  LINK_PPP,
  LINK_PPP_ETHER,
  LINK_PPP_SERIAL,
  LINK_PPP_WITH_DIR,
  LINK_PRISM,
  LINK_RADIOTAP,
  LINK_RAW,
  LINK_RAW_DLT,
  LINK_SUNATM,
  LINK_TOKEN_RING,
  LINK_UPPER_PDU,
} from './link-type.ts'
import {
  dissectArcnet,
  dissectFddi,
  dissectInfiniband,
  dissectLoopback,
  dissectNflog,
  dissectSerial,
} from './links.ts'
import {
  dissectAtm,
  dissectEnc,
  dissectFrameRelay,
  dissectJuniperEthernet,
  dissectJuniperFrameRelay,
  dissectJuniperPpp,
  dissectJuniperSerial,
  dissectPflog,
  dissectPppWithDirection,
  dissectSunAtm,
  dissectTokenRing,
} from './more-links.ts'
import { type Payload, refuse } from './payload.ts'
import { dissectPpp, dissectPppoe } from './tunnels/ppp.ts'
import { unpack } from './tunnels/unpack.ts'
import { dissectUpperPdu } from './upper-pdu.ts'
import { dissectPrism, dissectRadiotap, dissectWifi } from './wifi.ts'

/**
 * Finds the TCP or UDP payload of the packet at `[start, start + length)` of `data`, `originalLength` bytes long on
 * the wire, and writes it into `out`, which keeps a view of `data`. Returns `false` if there is none: `out.problem` says
 * why, and a `FRAGMENT` may go to a `Reassembler`. Reads no byte outside the packet and never throws.
 */
export const dissect = (
  linkType: number,
  data: Uint8Array,
  start: number,
  length: number,
  originalLength: number,
  out: Payload,
): boolean => {
  const end = start + length
  const wireEnd = end + Math.min(Math.max(originalLength - length, 0), MAX_MISSING)
  const view = out.lookAt(data)
  out.tunnels = 0
  out.tunnelId = 0
  out.pathId = 0
  return unpack(view, out, dissectLink(linkType, view, start, end, wireEnd, out))
}

const dissectLink = (
  linkType: number,
  view: DataView,
  start: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  switch (linkType) {
    case LINK_ETHERNET:
      return dissectTyped(view, start + 12, start + 14, end, wireEnd, out)
    case LINK_LINUX_SLL:
      return dissectTyped(view, start + 14, start + 16, end, wireEnd, out)
    case LINK_LINUX_SLL2:
      return dissectTyped(view, start, start + 20, end, wireEnd, out)
    case LINK_RAW:
    case LINK_RAW_DLT:
    case LINK_IPV4:
    case LINK_IPV6:
      return dissectIp(view, start, end, wireEnd, out)
    case LINK_NULL:
    case LINK_LOOP:
      return dissectLoopback(view, start, end, wireEnd, out)
    case LINK_PPP:
      return dissectPpp(view, start, end, wireEnd, out)
    case LINK_PPP_SERIAL:
    case LINK_CISCO_HDLC:
      return dissectSerial(view, start, end, wireEnd, out)
    case LINK_NFLOG:
      return dissectNflog(view, start, end, wireEnd, out)
    case LINK_FDDI:
      return dissectFddi(view, start, end, wireEnd, out)
    case LINK_ARCNET:
      return dissectArcnet(view, start + 2, end, wireEnd, out)
    case LINK_ARCNET_LINUX:
      return dissectArcnet(view, start + 4, end, wireEnd, out)
    case LINK_INFINIBAND:
      return dissectInfiniband(view, start, end, wireEnd, out)
    case LINK_IEEE802_11:
      return dissectWifi(view, start, end, wireEnd, out)
    case LINK_RADIOTAP:
      return dissectRadiotap(view, start, end, wireEnd, out)
    case LINK_TOKEN_RING:
      return dissectTokenRing(view, start, end, wireEnd, out)
    case LINK_PPP_ETHER:
      return dissectPppoe(view, start, end, wireEnd, out)
    case LINK_ATM_RFC1483:
    case LINK_ATM_CLIP:
      return dissectAtm(view, start, end, wireEnd, out)
    case LINK_FRAME_RELAY:
      return dissectFrameRelay(view, start, end, wireEnd, out)
    case LINK_ENC:
      return dissectEnc(view, start, end, wireEnd, out)
    case LINK_PFLOG:
      return dissectPflog(view, start, end, wireEnd, out)
    case LINK_PRISM:
    case LINK_AVS:
      return dissectPrism(view, start, end, wireEnd, out)
    case LINK_SUNATM:
      return dissectSunAtm(view, start, end, wireEnd, out)
    case LINK_JUNIPER_PPPOE:
    case LINK_JUNIPER_ETHER:
      return dissectJuniperEthernet(view, start, end, wireEnd, out)
    case LINK_JUNIPER_PPP:
      return dissectJuniperPpp(view, start, end, wireEnd, out)
    case LINK_JUNIPER_FRELAY:
      return dissectJuniperFrameRelay(view, start, end, wireEnd, out)
    case LINK_JUNIPER_CHDLC:
      return dissectJuniperSerial(view, start, end, wireEnd, out)
    case LINK_PPP_WITH_DIR:
      return dissectPppWithDirection(view, start, end, wireEnd, out)
    case LINK_UPPER_PDU:
      return dissectUpperPdu(view, start, end, wireEnd, out)
    default:
      return refuse(out, 'UNKNOWN_LINK_TYPE')
  }
}

/** The most bytes that may be missing of a packet. More is not believed, so that all sums stay within 31 bits. */
const MAX_MISSING = 0x0fff_ffff
