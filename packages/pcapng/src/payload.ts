// A packet's payload, which `dissect` fills in: one object for all packets, so that a million cost no memory.
import { printAddress } from './address.ts'
import type { PayloadProblem } from './codes.ts'
import { Carried } from './tunnels/carried-packet.ts'

export type Transport = 'tcp' | 'udp'

/** One end of a connection; the address as text, IPv6 without brackets. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

export const TCP_FIN = 0x01
export const TCP_SYN = 0x02
export const TCP_RST = 0x04
export const TCP_PSH = 0x08
export const TCP_ACK = 0x10

/**
 * The TCP or UDP payload of one packet: where it is, and which connection it belongs to. Reused: every successful
 * `dissect` writes all of it, and it is valid until the next one. After a failed one only `problem` is valid.
 */
export class Payload {
  transport: Transport = 'tcp'
  /** Compared word by word and printed on demand; an IPv4 address is ::ffff:a.b.c.d. */
  readonly sourceWords = new Int32Array(4)
  readonly destinationWords = new Int32Array(4)
  sourcePort = 0
  destinationPort = 0

  /** The bytes that hold the payload, at `[start, start + length)`: a view, never a copy. */
  data: Uint8Array = new Uint8Array(0)
  start = 0
  /** Bytes captured. */
  length = 0
  /** Bytes on the wire: more than `length` if the capture cut the packet. */
  originalLength = 0

  /** Whether the four numbers below are there: not for UDP, nor for socket calls of link type 252. */
  hasTcpHeader = false
  /** Unsigned, 32 bits. */
  sequence = 0
  acknowledgment = 0
  /** `TCP_FIN` and so on, combined with or. */
  flags = 0
  /** As in the header: unscaled. */
  window = 0

  /** The tunnels that it came through, a bit for each of `TUNNELS`; 0 for none. */
  tunnels = 0
  /** Tells tunnels of the same endpoints apart, such as two networks in VXLAN; 0 if nothing does. */
  tunnelId = 0
  /**
   * By which way it came, as far as that may differ between the directions of one connection: VLANs, labels, the tunnels' ends and
   * their numbers for one direction; 0 for none.
   */
  pathId = 0
  /** What a tunnel's header left for `unpack`. */
  readonly carried = new Carried()

  /** Why there is no payload, after a `dissect` that returned `false`. */
  problem: PayloadProblem | undefined

  /** For a `FRAGMENT`: what a reassembler needs, with the fragment's own bytes at `start`. */
  ipVersion: 4 | 6 = 4
  protocol = 0
  fragmentId = 0
  /** In bytes of the datagram's payload. */
  fragmentOffset = 0
  moreFragments = false

  #view = new DataView(this.data.buffer)

  /** TCP options, `[optionsStart, optionsEnd)` of `data`. */
  optionsStart = 0
  optionsEnd = 0

  get sourceAddress(): string {
    return printAddress(this.sourceWords)
  }

  get destinationAddress(): string {
    return printAddress(this.destinationWords)
  }

  /** The maximum segment size that a SYN announces (RFC 9293, 3.2), in bytes; read only when asked for. */
  get maximumSegmentSize(): number | undefined {
    const at = this.#option(2, 4)
    return at < 0 ? undefined : this.#view.getUint16(at + 2)
  }

  /** The shift that a SYN announces for later windows (RFC 7323, 2.2); read only when asked for. */
  get windowScale(): number | undefined {
    const at = this.#option(3, 3)
    return at < 0 ? undefined : this.#view.getUint8(at + 2)
  }

  /** Sets `data` as the bytes to read, and returns a view of exactly them, which many packets share. */
  lookAt(data: Uint8Array): DataView {
    if (data !== this.data) {
      this.data = data
      this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    }
    return this.#view
  }

  /** Index of the TCP option of that kind and length; -1 if there is none. */
  #option(kind: number, length: number): number {
    let at = this.hasTcpHeader ? this.optionsStart : this.optionsEnd
    while (at < this.optionsEnd) {
      const found = this.data[at] as number
      if (found === END_OF_OPTIONS) return -1
      if (found === NO_OPERATION) {
        at++
        continue
      }
      const foundLength = this.data[at + 1] ?? 0
      if (foundLength < 2 || at + foundLength > this.optionsEnd) return -1
      if (found === kind) return foundLength === length ? at : -1
      at += foundLength
    }
    return -1
  }
}

const END_OF_OPTIONS = 0
const NO_OPERATION = 1

/** One more mark of the way by which a packet came. The first one is kept as it is. */
export const addToPath = (payload: Payload, mark: number): void => {
  payload.pathId = (Math.imul(payload.pathId, 0x01000193) + mark) | 0
}

/** Sets the problem and returns the `false` of a failed dissection. */
export const refuse = (payload: Payload, problem: PayloadProblem): false => {
  payload.problem = problem
  return false
}

/**
 * Refuses a header that reaches to `needed`, which is beyond the captured bytes: the capture cut it, or the packet itself is
 * too short (`wireEnd` is where it ended on the wire), and then it is what `otherwise` says.
 */
export const refuseShort = (
  payload: Payload,
  needed: number,
  wireEnd: number,
  otherwise: 'NOT_IP' | 'BAD_HEADER',
): false => refuse(payload, needed > wireEnd ? otherwise : 'HEADER_CUT')
