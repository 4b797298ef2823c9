// The link types that Unstick writes or takes apart, by number (https://www.tcpdump.org/linktypes.html).

/** BSD loopback: four bytes of address family in the capturing machine's byte order, then IP. */
export const LINK_NULL = 0
export const LINK_ETHERNET = 1
/** ARCNET as BSD writes it: without the length. */
export const LINK_ARCNET = 7
export const LINK_PPP = 9
export const LINK_FDDI = 10
export const LINK_TOKEN_RING = 6
/** Raw IP in classic pcap files: DLT_RAW of most systems. */
export const LINK_RAW_DLT = 12
/** PPP on a serial line, or Cisco HDLC. */
export const LINK_PPP_SERIAL = 50
/** A PPPoE session without Ethernet's header. */
export const LINK_PPP_ETHER = 51
/** ATM as RFC 2684 has it, and on Linux. */
export const LINK_ATM_RFC1483 = 100
/** Raw IP: IPv4 or IPv6 by its first four bits. */
export const LINK_RAW = 101
export const LINK_CISCO_HDLC = 104
export const LINK_IEEE802_11 = 105
export const LINK_ATM_CLIP = 106
export const LINK_FRAME_RELAY = 107
/** OpenBSD loopback: like `LINK_NULL`, but big-endian. */
export const LINK_LOOP = 108
/** OpenBSD's IPsec. */
export const LINK_ENC = 109
/** Linux cooked capture, version 1. */
export const LINK_LINUX_SLL = 113
/** OpenBSD's firewall log. */
export const LINK_PFLOG = 117
/** IEEE 802.11 after the header of Prism cards, or AVS's. */
export const LINK_PRISM = 119
export const LINK_SUNATM = 123
/** IEEE 802.11 after a header of how it was received. */
export const LINK_RADIOTAP = 127
/** ARCNET as Linux writes it: with the length. */
export const LINK_ARCNET_LINUX = 129
export const LINK_AVS = 163
/** Juniper's header in front of Ethernet (also of PPPoE), PPP, frame relay and Cisco HDLC. */
export const LINK_JUNIPER_PPPOE = 167
export const LINK_JUNIPER_ETHER = 178
export const LINK_JUNIPER_PPP = 179
export const LINK_JUNIPER_FRELAY = 180
export const LINK_JUNIPER_CHDLC = 181
/** PPP with a byte that says who sent it. */
export const LINK_PPP_WITH_DIR = 204
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
