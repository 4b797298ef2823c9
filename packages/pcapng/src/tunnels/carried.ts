// What a tunnel carries: a header hands the packet inside it over here, and `unpack` goes on with it. So no layer needs to know
// the layers above it.
import { type Payload, refuse } from '../payload.ts'
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

/** Where a carried packet is: captured up to `end`, on the wire up to `wireEnd`. */
export interface Extent {
  readonly at: number
  readonly end: number
  readonly wireEnd: number
}

/**
 * Leaves the packet at `[at, end)` for `unpack`; on the wire it reached to `wireEnd`. `id` is the tunnel's own number where
 * both directions have the same one, such as VXLAN's network identifier.
 */
export const carry = (
  out: Payload,
  tunnel: Tunnel,
  begins: Beginning,
  { at, end, wireEnd }: Extent,
  { id = 0, etherType = 0 }: { readonly id?: number; readonly etherType?: number } = {},
): false => {
  if (at > end) return refuse(out, at > wireEnd ? 'BAD_HEADER' : 'HEADER_CUT')
  const { carried } = out
  out.tunnels |= 1 << TUNNELS.indexOf(tunnel)
  if (id !== 0) out.tunnelId = (Math.imul(out.tunnelId, 31) + id) | 0
  carried.begins = begins
  carried.at = at
  carried.end = end
  carried.wireEnd = wireEnd
  carried.etherType = etherType
  return refuse(out, 'TOO_DEEP')
}
