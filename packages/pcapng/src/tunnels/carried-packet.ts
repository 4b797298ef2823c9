// The packet that a tunnel carries, until it is dissected in turn.

/** How a carried packet begins: with IP, with the two addresses of an Ethernet frame, with what an EtherType says, with PPP, or with IEEE 802.11. */
export type Beginning = 'ip' | 'ethernet' | 'ether-type' | 'ppp' | 'gre' | 'wifi'

/** A carried packet, filled in by `carry` and read by `unpack`: one object for all packets of a `Payload`. */
export class Carried {
  begins: Beginning | undefined
  at = 0
  end = 0
  wireEnd = 0
  /** For `ether-type`. */
  etherType = 0
}
