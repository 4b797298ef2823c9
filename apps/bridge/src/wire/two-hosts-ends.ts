// The ends of a wire between two hosts: what one host's link lets out and takes in.
import { type Ends, LARGEST_FRAME } from './ends.ts'
import type { WireOrder } from './order.ts'
import type { PacketCalls } from './packet-calls.ts'
import type { End } from './wire.ts'

export const twoHostsEnds = ({ ends }: WireOrder, calls: PacketCalls): Ends => {
  const sockets = ends.map(({ name }) => calls.open(name)) as [number, number]
  const room = new Uint8Array(LARGEST_FRAME)
  return {
    sources: sockets,
    read: (source) => {
      const read = calls.read(source, room)
      return read && { from: sockets.indexOf(source) as End, frame: read.bytes, time: read.time }
    },
    write: (at, frame) => calls.write(sockets[at], frame),
    logInterface: (end) => ends[end].logInterface,
  }
}
