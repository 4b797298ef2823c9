// Whether bytes look like an Ethernet frame, for tunnels that do not say what they carry.
import {
  ETHER_IPV4,
  ETHER_IPV6,
  ETHER_MPLS,
  ETHER_MPLS_MULTICAST,
  ETHER_PPPOE_SESSION,
  ETHER_SERVICE_VLAN,
  ETHER_VLAN,
} from '../ether-types.ts'
import type { Extent } from './carried.ts'

/** VLAN tags, MPLS and PPPoE sessions. */
const OTHERS: ReadonlySet<number> = new Set([
  ETHER_VLAN,
  ETHER_SERVICE_VLAN,
  ETHER_MPLS,
  ETHER_MPLS_MULTICAST,
  ETHER_PPPOE_SESSION,
])

/** Two addresses, then an EtherType, and for IP the version that it says. */
export const isFrame = (view: DataView, { at, end }: Extent): boolean => {
  if (at + 15 > end) return false
  const type = view.getUint16(at + 12)
  const version = view.getUint8(at + 14) >> 4
  return (type === ETHER_IPV4 && version === 4) || (type === ETHER_IPV6 && version === 6) || OTHERS.has(type)
}
