// The Point-to-Point Protocol (RFC 1661), alone and in Ethernet (PPPoE, RFC 2516).
import { ETHER_MPLS } from '../ether-types.ts'
import { type Payload, refuse, refuseShort } from '../payload.ts'
import { carry, type Extent } from './carried.ts'

const IPV4 = 0x0021
const IPV6 = 0x0057
const BRIDGED = 0x0031
/** Fragments over several links (RFC 1990, 3). */
const MULTILINK = 0x003d
const WHOLE = 0xc0
const MPLS = 0x0281

/** From PPP's address and control, which may be left out, on. */
export const dissectPpp = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  const start = at + 2 <= end && view.getUint16(at) === 0xff03 ? at + 2 : at
  if (start + 2 > end) return refuseShort(out, start + 2, wireEnd, 'NOT_IP')
  // A compressed protocol is one byte, which is odd (RFC 1661, 6.5).
  const isShort = (view.getUint8(start) & 1) === 1
  const protocol = isShort ? view.getUint8(start) : view.getUint16(start)
  const inside: Extent = { at: start + (isShort ? 1 : 2), end, wireEnd }
  if (protocol === IPV4 || protocol === IPV6) return carry(out, 'PPP', 'ip', inside)
  // Flags and the kind of the frame, of which 1 is Ethernet's (RFC 3518, 4.2).
  if (protocol === BRIDGED && inside.at + 2 <= end && (view.getUint16(inside.at) & 0xff) === 1)
    return carry(out, 'PPP', 'ethernet', { ...inside, at: inside.at + 2 })
  // A packet in one fragment, behind a number of 24 bits. Those in several are not put together.
  if (protocol === MULTILINK && inside.at < end && (view.getUint8(inside.at) & WHOLE) === WHOLE)
    return carry(out, 'PPP', 'ppp', { ...inside, at: inside.at + 4 })
  if (protocol === MPLS) return carry(out, 'PPP', 'ether-type', inside, { etherType: ETHER_MPLS })
  return refuse(out, 'NOT_IP')
}

/** A packet of a PPPoE session, whose header also says its length: an Ethernet frame may be padded. */
export const dissectPppoe = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  if (at + 6 > end) return refuseShort(out, at + 6, wireEnd, 'NOT_IP')
  // Version 1, type 1, code 0.
  if (view.getUint16(at) !== 0x1100) return refuse(out, 'NOT_IP')
  const own = at + 6 + view.getUint16(at + 4)
  const until = Math.min(own, wireEnd)
  const inside = { at: at + 6, end: Math.min(end, until), wireEnd: until }
  return carry(out, 'PPPoE', 'ppp', inside, { id: view.getUint16(at + 2) })
}
