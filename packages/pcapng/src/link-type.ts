// The link types that Unstick writes or takes apart, by number (https://www.tcpdump.org/linktypes.html).

/** BSD loopback: four bytes of address family in the capturing machine's byte order, then IP. */
export const LINK_NULL = 0
export const LINK_ETHERNET = 1
/** Raw IP in classic pcap files: DLT_RAW of most systems. */
export const LINK_RAW_DLT = 12
/** Raw IP: IPv4 or IPv6 by its first four bits. */
export const LINK_RAW = 101
/** OpenBSD loopback: like `LINK_NULL`, but big-endian. */
export const LINK_LOOP = 108
/** Linux cooked capture, version 1. */
export const LINK_LINUX_SLL = 113
export const LINK_IPV4 = 228
export const LINK_IPV6 = 229
/** Wireshark's exported PDUs: tags with addresses and ports, then payload. */
export const LINK_UPPER_PDU = 252
/** Linux cooked capture, version 2. */
export const LINK_LINUX_SLL2 = 276
