// What the wire does to the packets between two hosts.

export interface WireSettings {
  /** Bytes of the largest IP packet. */
  readonly mtu: number
  /** Kilobits (1,000 bits) per second, for each direction. 0 is no limit. */
  readonly rate: number
  /** Milliseconds that each packet travels, one way. */
  readonly delay: number
  /** How many milliseconds the delay varies, up or down. It never reorders packets. */
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
