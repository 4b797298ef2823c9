// Which way a packet of a loopback travels. Both ends of its connections are the same host, so the ports tell the two
// directions of a connection apart. Each direction has a line of its own, as between two hosts.
import { dissect, LINK_ETHERNET, Payload } from '@unstick/pcapng'
import type { End } from './wire.ts'

const payload = new Payload()

/**
 * The end from which a frame leaves. A client's port is usually the higher one, so end 1 is usually the client's. Whatever
 * is no segment and no whole datagram leaves from end 0: all fragments of a datagram go the same way.
 */
export const directionOf = (frame: Uint8Array): End => {
  if (!dissect(LINK_ETHERNET, frame, 0, frame.length, frame.length, payload)) return 0
  const { sourcePort, destinationPort, sourceWords, destinationWords } = payload
  if (sourcePort !== destinationPort) return sourcePort > destinationPort ? 1 : 0
  for (const [index, word] of sourceWords.entries()) {
    const other = destinationWords[index] ?? 0
    if (word !== other) return word > other ? 1 : 0
  }
  return 0
}
