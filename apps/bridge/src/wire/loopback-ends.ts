// The ends of a wire that is one host's loopback: packets leave by the host's link, whoever sent them, and arrive at its
// interface `lo` (see hosts/looped-host.ts).
import { NetworkNamespace } from '../hosts/namespace.ts'
import { ARRIVING_MARK } from '../hosts/arriving-mark.ts'
import { directionOf } from './direction-of.ts'
import { type Ends, LARGEST_FRAME } from './ends.ts'
import type { WireOrder } from './order.ts'
import type { PacketCalls } from './packet-calls.ts'

/** The host's network namespace, as the wire's process has it. */
const NAMESPACE = 4
/** Bytes of the two hardware addresses of a frame. Those of a loopback are zeros. */
const HARDWARE_ADDRESSES = 12

export const loopbackEnds = async ({ ends }: WireOrder, calls: PacketCalls): Promise<Ends> => {
  const [leaving, arriving] = ends
  const source = calls.open(leaving.name)
  const host = await NetworkNamespace.of(NAMESPACE)
  const loopback = host.run(() => calls.openForSending(arriving.name, ARRIVING_MARK))
  host.close()
  const room = new Uint8Array(LARGEST_FRAME)
  return {
    sources: [source],
    read: () => {
      const read = calls.read(source, room)
      if (!read) return undefined
      const frame = read.bytes.fill(0, 0, HARDWARE_ADDRESSES)
      return { from: directionOf(frame), frame, time: read.time }
    },
    write: (_at, frame) => calls.write(loopback, frame),
    logInterface: (_end, way) => (way === 'leaves' ? leaving : arriving).logInterface,
  }
}
