// The link types that Unstick writes or takes apart, by number (https://www.tcpdump.org/linktypes.html).

/** BSD loopback: four bytes of address family in the capturing machine's byte order, then IP. */
export const LINK_NULL = 0
export const LINK_ETHERNET = 1
/** ARCNET as BSD writes it: without the length. */
export const LINK_ARCNET = 7
export const LINK_PPP = 9
export const LINK_FDDI = 10
/** Raw IP in classic pcap files: DLT_RAW of most systems. */
export const LINK_RAW_DLT = 12
/** PPP on a serial line, or Cisco HDLC. */
export const LINK_PPP_SERIAL = 50
/** Raw IP: IPv4 or IPv6 by its first four bits. */
export const LINK_RAW = 101
export const LINK_CISCO_HDLC = 104
export const LINK_IEEE802_11 = 105
/** OpenBSD loopback: like `LINK_NULL`, but big-endian. */
export const LINK_LOOP = 108
/** Linux cooked capture, version 1. */
export const LINK_LINUX_SLL = 113
/** IEEE 802.11 after a header of how it was received. */
export const LINK_RADIOTAP = 127
/** ARCNET as Linux writes it: with the length. */
export const LINK_ARCNET_LINUX = 129
export const LINK_IPV4 = 228
export const LINK_IPV6 = 229
/** Linux's netfilter log. */
export const LINK_NFLOG = 239
/** IP over InfiniBand. */
export const LINK_INFINIBAND = 242
/** Wireshark's exported PDUs: tags with addresses and ports, then payload. */
export const LINK_UPPER_PDU = 252
/** Linux cooked capture, version 2. */
export const LINK_LINUX_SLL2 = 276
