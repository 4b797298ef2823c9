// From an EtherType on: VLAN tags, LLC, and what carries IP in turn.
import {
  ETHER_IPV4,
  ETHER_IPV6,
  ETHER_MPLS,
  ETHER_MPLS_MULTICAST,
  ETHER_NSH,
  ETHER_PPPOE_SESSION,
  ETHER_SERVICE_VLAN,
  ETHER_VLAN,
} from './ether-types.ts'
import { dissectIp } from './ip.ts'
import { addToPath, type Payload, refuse, refuseShort } from './payload.ts'
import { carry } from './tunnels/carried.ts'
import { dissectMpls } from './tunnels/mpls.ts'
import { dissectNsh } from './tunnels/nsh.ts'
import { dissectPppoe } from './tunnels/ppp.ts'

/** The older number of QinQ's outer tag. */
const OLD_SERVICE_VLAN = 0x9100
/** The bits of a tag that are the VLAN's number (IEEE 802.1Q, 9.6). */
const VLAN_NUMBER = 0x0fff
/** TRILL (RFC 6325, 3): a header whose options have a length in words, then an Ethernet frame. */
const TRILL = 0x22f3
/** Tags in front of another EtherType, and their lengths with it: Cisco's metadata and VN-Tag, HSR's and PRP's redundancy tag. */
const TAGS: ReadonlyMap<number, number> = new Map([
  [0x8909, 8],
  [0x8926, 6],
  [0x892f, 6],
])
/** Provider backbone bridges (IEEE 802.1ah): a tag of four bytes, then a whole frame. */
const BACKBONE = 0x88e7
/** Smaller numbers are lengths of IEEE 802.3 frames, which LLC and perhaps SNAP follow. */
const FIRST_ETHER_TYPE = 0x600

/** What `type` says is at `at`, over any number of VLAN tags. */
export const dissectEtherType = (
  type: number,
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  for (;;) {
    if (at > end) return refuseShort(out, at, wireEnd, 'NOT_IP')
    switch (type) {
      case ETHER_IPV4:
      case ETHER_IPV6:
        return dissectIp(view, at, end, wireEnd, out)
      case ETHER_VLAN:
      case ETHER_SERVICE_VLAN:
      case OLD_SERVICE_VLAN:
        if (at + 4 > end) return refuseShort(out, at + 4, wireEnd, 'NOT_IP')
        addToPath(out, view.getUint16(at) & VLAN_NUMBER)
        type = view.getUint16(at + 2)
        at += 4
        break
      case ETHER_MPLS:
      case ETHER_MPLS_MULTICAST:
        return dissectMpls(view, at, end, wireEnd, out)
      case ETHER_PPPOE_SESSION:
        return dissectPppoe(view, at, end, wireEnd, out)
      case BACKBONE:
        if (at + 4 > end) return refuseShort(out, at + 4, wireEnd, 'NOT_IP')
        // The service's number is in the tag's last three bytes.
        return carry(
          out,
          'PBB',
          'ethernet',
          { at: at + 4, end, wireEnd },
          { id: view.getUint32(at) & 0xffffff },
        )
      case ETHER_NSH:
        return dissectNsh(view, at, end, wireEnd, out)
      case TRILL: {
        if (at + 6 > end) return refuseShort(out, at + 6, wireEnd, 'NOT_IP')
        const options = ((view.getUint16(at) >> 6) & 0x1f) * 4
        return carry(out, 'TRILL', 'ethernet', { at: at + 6 + options, end, wireEnd })
      }
      default: {
        const tag = TAGS.get(type)
        if (tag !== undefined) {
          if (at + tag > end) return refuseShort(out, at + tag, wireEnd, 'NOT_IP')
          type = view.getUint16(at + tag - 2)
          at += tag
          break
        }
        if (type >= FIRST_ETHER_TYPE) return refuse(out, 'NOT_IP')
        if (!isSnap(view, at, end)) return refuse(out, 'NOT_IP')
        type = view.getUint16(at + 6)
        at += 8
      }
    }
  }
}

/** Like `dissectEtherType`, with the type in the packet at `typeAt`. */
export const dissectTyped = (
  view: DataView,
  typeAt: number,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean =>
  at > end
    ? refuseShort(out, at, wireEnd, 'NOT_IP')
    : dissectEtherType(view.getUint16(typeAt), view, at, end, wireEnd, out)

/** LLC's SNAP header at `at`, and what it carries (RFC 1042). */
export const dissectSnap = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => dissectEtherType(0, view, at, end, wireEnd, out)

/** LLC's SNAP header with no organization (RFC 1042), or with that of IEEE 802.1H: an EtherType follows. */
const isSnap = (view: DataView, at: number, end: number): boolean =>
  at + 8 <= end &&
  view.getUint16(at) === 0xaaaa &&
  view.getUint16(at + 2) === 0x0300 &&
  (view.getUint16(at + 4) === 0 || view.getUint16(at + 4) === 0x00f8)
