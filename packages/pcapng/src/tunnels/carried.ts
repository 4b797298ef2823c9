// What a tunnel carries: a header hands the packet inside it over here, and `unpack` goes on with it. So no layer needs to know
// the layers above it.
import { addToPath, type Payload, refuse, refuseShort } from '../payload.ts'
import type { Beginning } from './carried-packet.ts'

/** The tunnels that are unpacked, by the names that Wireshark gives them. Their order is that of the bits in `Payload.tunnels`. */
export const TUNNELS = [
  'IP in IP',
  'GRE',
  'ERSPAN',
  'VXLAN',
  'Geneve',
  'GTP-U',
  'MPLS',
  'PPPoE',
  'PPP',
  'EtherIP',
  'PBB',
  'Teredo',
  'AYIYA',
  'NSH',
  'CAPWAP',
  'L2TP',
  'LISP',
  'TRILL',
] as const

export type Tunnel = (typeof TUNNELS)[number]

/** The names of the tunnels of `Payload.tunnels`. */
export const tunnelsOf = (bits: number): readonly Tunnel[] =>
  TUNNELS.filter((_, index) => (bits & (1 << index)) !== 0)

/** Tunnels that lie in a link's frame. The others are in an IP packet, whose addresses are the tunnel's ends. */
const ON_LINKS: ReadonlySet<Tunnel> = new Set(['MPLS', 'PPPoE', 'PPP', 'PBB', 'NSH', 'TRILL'])

/** Where a carried packet is: captured up to `end`, on the wire up to `wireEnd`. */
export interface Extent {
  readonly at: number
  readonly end: number
  readonly wireEnd: number
}

/**
 * Leaves the packet at `[at, end)` for `unpack`; on the wire it reached to `wireEnd`. `id` is the tunnel's own number where
 * both directions have the same one, such as VXLAN's network identifier; `label` is one that each direction has for itself.
 */
export const carry = (
  out: Payload,
  tunnel: Tunnel,
  begins: Beginning,
  { at, end, wireEnd }: Extent,
  {
    id = 0,
    label = 0,
    etherType = 0,
  }: { readonly id?: number; readonly label?: number; readonly etherType?: number } = {},
): false => {
  if (at > end) return refuseShort(out, at, wireEnd, 'BAD_HEADER')
  const { carried } = out
  out.tunnels |= 1 << TUNNELS.indexOf(tunnel)
  if (id !== 0) out.tunnelId = (Math.imul(out.tunnelId, 31) + id) | 0
  if (!ON_LINKS.has(tunnel)) {
    for (let word = 0; word < 4; word += 1) {
      addToPath(out, out.sourceWords[word] as number)
      addToPath(out, out.destinationWords[word] as number)
    }
  }
  if (label !== 0) addToPath(out, label)
  carried.begins = begins
  carried.at = at
  carried.end = end
  carried.wireEnd = wireEnd
  carried.etherType = etherType
  return refuse(out, 'TOO_DEEP')
}
