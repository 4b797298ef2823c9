// Tunnels whose packets are UDP datagrams. A port alone proves nothing: the header must fit too, else it is a datagram.
import { ETHER_MPLS } from '../ether-types.ts'
import type { Payload } from '../payload.ts'
import { carry, type Extent } from './carried.ts'
import { isFrame } from './is-frame.ts'

type Opener = (view: DataView, inside: Extent, out: Payload) => boolean

/** The datagram at `[at, end)` as a tunnel's. Returns whether it is one: then it was left for `unpack`. */
export const isCarrying = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  const open = byPort.get(out.destinationPort) ?? byPort.get(out.sourcePort)
  return open !== undefined && at + 8 <= end && open(view, { at, end, wireEnd }, out)
}

/** Where the packet begins that has these bytes before it. */
const after = (inside: Extent, bytes: number): Extent => ({ ...inside, at: inside.at + bytes })

const startsWithIp = (view: DataView, { at, end }: Extent): boolean => {
  if (at >= end) return false
  const version = view.getUint8(at) >> 4
  return version === 4 || version === 6
}

/**
 * RFC 7348, 5: a flag for a valid number. The first bit is that of group policies; a receiver ignores the others, but if they
 * are set, only the frame behind them shows that this is VXLAN.
 */
const vxlan: Opener = (view, inside, out) => {
  const { at } = inside
  if ((view.getUint8(at) & 0x08) === 0) return false
  const isPlain = (view.getUint8(at) & 0x7f) === 0x08 && view.getUint8(at + 7) === 0
  if (!isPlain && !isFrame(view, after(inside, 8))) return false
  carry(out, 'VXLAN', 'ethernet', after(inside, 8), { id: view.getUint32(at + 4) >>> 8 })
  return true
}

/** VXLAN's generic protocol extension (draft-ietf-nvo3-vxlan-gpe): the fourth byte says what is inside. */
const vxlanGpe: Opener = (view, inside, out) => {
  const { at } = inside
  if ((view.getUint8(at) & 0x0c) !== 0x0c) return vxlan(view, inside, out)
  const id = view.getUint32(at + 4) >>> 8
  const protocol = view.getUint8(at + 3)
  if (protocol === 1 || protocol === 2) carry(out, 'VXLAN', 'ip', after(inside, 8), { id })
  else if (protocol === 3) carry(out, 'VXLAN', 'ethernet', after(inside, 8), { id })
  else if (protocol === 4) carry(out, 'VXLAN', 'ether-type', after(inside, 8), { id, etherType: 0x894f })
  else if (protocol === 5) carry(out, 'VXLAN', 'ether-type', after(inside, 8), { id, etherType: ETHER_MPLS })
  else return false
  return true
}

/** RFC 8926, 3.4. */
const geneve: Opener = (view, inside, out) => {
  const { at, end } = inside
  const body = 8 + (view.getUint8(at) & 0x3f) * 4
  if (view.getUint8(at) >> 6 !== 0 || at + body > end) return false
  const id = view.getUint32(at + 4) >>> 8
  const etherType = view.getUint16(at + 2)
  const begins = etherType === 0x6558 ? 'ethernet' : 'ether-type'
  carry(out, 'Geneve', begins, after(inside, body), { id, etherType })
  return true
}

/** 3GPP TS 29.281, 5.1. Each direction has an endpoint identifier of its own. */
const gtp: Opener = (view, inside, out) => {
  const { at, end } = inside
  const flags = view.getUint8(at)
  // Version 1 of GTP, and a G-PDU.
  if (flags >> 4 !== 3 || view.getUint8(at + 1) !== 255) return false
  let body = 8
  if ((flags & 7) !== 0) {
    body = 12
    // Extension headers: the first byte is their length in units of four, the last the type of the next one.
    for (let next = at + 11; next < end && view.getUint8(next) !== 0;) {
      const units = at + body < end ? view.getUint8(at + body) : 0
      if (units === 0) return false
      body += units * 4
      next = at + body - 1
    }
  }
  if (!startsWithIp(view, after(inside, body))) return false
  carry(out, 'GTP-U', 'ip', after(inside, body), { label: view.getUint32(at + 4) })
  return true
}

/** RFC 4380, 5.1.1: perhaps authentication, perhaps the origin, then IPv6. */
const teredo: Opener = (view, inside, out) => {
  const { at, end } = inside
  let body = 0
  if (view.getUint16(at) === 1) body += 13 + view.getUint8(at + 2) + view.getUint8(at + 3)
  if (at + body + 8 <= end && view.getUint16(at + body) === 0) body += 8
  if (at + body >= end || view.getUint8(at + body) >> 4 !== 6) return false
  carry(out, 'Teredo', 'ip', after(inside, body))
  return true
}

/** draft-massar-v6ops-ayiya, 3: an identity and a signature of stated lengths, then IPv4 or IPv6. */
const ayiya: Opener = (view, inside, out) => {
  const { at } = inside
  const next = view.getUint8(at + 3)
  const body = 8 + 2 ** (view.getUint8(at) >> 4) + (view.getUint8(at + 1) >> 4) * 4
  if ((next !== 4 && next !== 41) || !startsWithIp(view, after(inside, body))) return false
  carry(out, 'AYIYA', 'ip', after(inside, body))
  return true
}

/** CAPWAP's data channel (RFC 5415, 4.3): a header of a stated length, then a frame of IEEE 802.11 or 802.3. */
const capwap: Opener = (view, inside, out) => {
  const word = view.getUint32(inside.at)
  const length = ((word >> 19) & 0x1f) * 4
  const isPart = (word & 0x80) !== 0
  const isKeepAlive = (word & 0x08) !== 0
  // Another version, or DTLS; or no whole frame.
  if (word >>> 24 !== 0 || length < 8 || isPart || isKeepAlive) return false
  const isWifi = (word & 0x100) !== 0 && ((word >> 9) & 0x1f) === 1
  carry(out, 'CAPWAP', isWifi ? 'wifi' : 'ethernet', after(inside, length))
  return true
}

/** L2TP, version 2 (RFC 2661, 3.1): a message of data, then PPP. Its numbers differ by direction. */
const l2tp: Opener = (view, inside, out) => {
  const { at, end } = inside
  const flags = view.getUint16(at)
  if ((flags & 0x000f) !== 2 || (flags & 0x8000) !== 0) return false
  let body = 6 + ((flags & 0x4000) === 0 ? 0 : 2) + ((flags & 0x0800) === 0 ? 0 : 4)
  if ((flags & 0x0200) !== 0) {
    if (at + body + 2 > end) return false
    body += 2 + view.getUint16(at + body)
  }
  const label = view.getUint32(at + ((flags & 0x4000) === 0 ? 2 : 4))
  carry(out, 'L2TP', 'ppp', after(inside, body), { label })
  return true
}

/** LISP's data packets (RFC 9300, 5.1). */
const lisp: Opener = (view, inside, out) => {
  if (!startsWithIp(view, after(inside, 8))) return false
  carry(out, 'LISP', 'ip', after(inside, 8))
  return true
}

/** RFC 8086. */
const gre: Opener = (view, inside, out) => {
  if ((view.getUint16(inside.at) & 0x4ff8) !== 0) return false
  carry(out, 'GRE', 'gre', inside)
  return true
}

/** RFC 7510. */
const mpls: Opener = (_, inside, out) => {
  carry(out, 'MPLS', 'ether-type', inside, { etherType: ETHER_MPLS })
  return true
}

/** By the port that IANA gave them; Linux had VXLAN on 8472 before. */
const byPort: ReadonlyMap<number, Opener> = new Map([
  [4789, vxlan],
  [8472, vxlan],
  [4790, vxlanGpe],
  [6081, geneve],
  [2152, gtp],
  [3544, teredo],
  [5072, ayiya],
  [4754, gre],
  [6635, mpls],
  [5247, capwap],
  [1701, l2tp],
  [4341, lisp],
])
