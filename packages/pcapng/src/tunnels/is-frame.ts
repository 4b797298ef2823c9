// Whether bytes look like an Ethernet frame, for tunnels that do not say what they carry.
import type { Extent } from './carried.ts'

const IPV4 = 0x0800
const IPV6 = 0x86dd
/** VLAN tags, MPLS and PPPoE sessions. */
const OTHERS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x8847, 0x8848, 0x8864])

/** Two addresses, then an EtherType, and for IP the version that it says. */
export const isFrame = (view: DataView, { at, end }: Extent): boolean => {
  if (at + 15 > end) return false
  const type = view.getUint16(at + 12)
  const version = view.getUint8(at + 14) >> 4
  return (type === IPV4 && version === 4) || (type === IPV6 && version === 6) || OTHERS.has(type)
}
