// What the wire between two hosts does to their packets.

export interface WireSettings {
  /** Bytes of the largest IP packet. */
  readonly mtu: number
  /** Kilobits (1,000 bits) a second, each direction for itself; 0 is no limit. */
  readonly rate: number
  /** Milliseconds that each packet travels, one way. */
  readonly delay: number
  /** The most milliseconds by which the delay of a packet varies, up or down. It reorders no packets. */
  readonly jitter: number
  /** Per cent of packets that are lost. */
  readonly loss: number
  /** Per cent of packets that are held back, so that later ones overtake them. */
  readonly reorder: number
  /** Per cent of packets that arrive twice. */
  readonly duplicate: number
  /** The same seed makes the same choices again, packet by packet in each direction. */
  readonly seed: number
}
