// What the log's calls say about a stream, apart from its bytes.
import { LaneCalls } from './lane-calls.ts'
import { ShortWrites } from './short-writes.ts'
import { SocketEnd } from './socket-end.ts'

export class StreamCalls {
  /** The end that sends. The other end is that of the other direction. */
  readonly end = new SocketEnd()
  /** By which calls the bytes were sent and received, in the order of the log; `Stream.callOf` knows a lane's order. */
  readonly sends = new LaneCalls()
  readonly recvs = new LaneCalls()
  readonly shortWrites = new ShortWrites()
}
