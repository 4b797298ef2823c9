// Packets that were seen at both ends of a wire, and have the same number there (pcapng's epb_packetid): the first sight
// of a number is the packet's leaving, the second its arrival.
import type { Payload } from '@unstick/pcapng'
import type { Stream } from './stream.ts'

/** A packet that left and did not arrive yet. */
export type OnItsWay =
  | { readonly transport: 'tcp'; readonly stream: Stream; readonly flight: number | undefined }
  | {
      readonly transport: 'udp'
      readonly stream: Stream
      readonly kept: number
      readonly place: number
      readonly time: number
      readonly length: number
    }

/** Packets whose arrival may still be seen; older ones are taken for lost. */
const MOST = 65_536

export class WirePackets {
  readonly #left = new Map<number, OnItsWay | undefined>()

  /** Whether the packet with this number left already. */
  hasLeft(id: number): boolean {
    return this.#left.has(id)
  }

  leave(id: number, packet: OnItsWay | undefined): void {
    this.#left.set(id, packet)
    if (this.#left.size <= MOST) return
    const [oldest] = this.#left
    if (oldest) this.#giveUp(oldest[0])
  }

  /** The packet that arrives; `undefined` for one that carried nothing of a stream, and for one that arrives again. */
  arrive(id: number): OnItsWay | undefined {
    const packet = this.#left.get(id)
    this.#left.set(id, undefined)
    return packet
  }

  /** Nothing arrives any more. */
  end(): void {
    for (const id of [...this.#left.keys()]) this.#giveUp(id)
  }

  /** A datagram that never arrived is known as captured all the same. */
  #giveUp(id: number): void {
    const packet = this.#left.get(id)
    this.#left.delete(id)
    if (packet?.transport === 'udp') addDatagram(packet, packet.time, true)
  }
}

/** Puts a captured datagram on its stream; `done` is when it arrived, or when it left if it never did. */
export const addDatagram = (
  { stream, length, kept, place, time }: Extract<OnItsWay, { readonly transport: 'udp' }>,
  done: number,
  isLost = false,
): void => {
  if (done !== time) stream.capture.lane.beginDurations()
  if (stream.datagrams)
    stream.datagrams.add('segment', {
      length,
      kept,
      place,
      time,
      done,
      limit: NaN,
      ...(isLost && { isLost }),
    })
  else stream.capture.take(stream.capture.next, length, kept, time, place)
}

export const datagramOf = (
  stream: Stream,
  { originalLength: length, length: kept }: Payload,
  time: number,
  place: number,
): Extract<OnItsWay, { readonly transport: 'udp' }> => ({
  transport: 'udp',
  stream,
  length,
  kept,
  place,
  time,
})
