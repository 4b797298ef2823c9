// EtherTypes that several dissectors know (IEEE 802 Numbers, IANA).

export const ETHER_IPV4 = 0x0800
export const ETHER_IPV6 = 0x86dd
export const ETHER_VLAN = 0x8100
/** QinQ: the outer tag of IEEE 802.1ad. */
export const ETHER_SERVICE_VLAN = 0x88a8
export const ETHER_MPLS = 0x8847
export const ETHER_MPLS_MULTICAST = 0x8848
export const ETHER_PPPOE_SESSION = 0x8864
export const ETHER_NSH = 0x894f
