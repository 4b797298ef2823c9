// How the chunks of RTMP are joined: messages of several chunk streams go on at the same time.
import { RtmpChunks } from '../cutters/rtmp-chunks.ts'
import type { JoinRule } from './join-rule.ts'

/** The parts of the handshake are messages by themselves: the first is shorter than a chunk of type 0, and the others have no header. */
export function joinRtmp(): JoinRule {
  const chunks = new RtmpChunks()
  const decide: JoinRule['decide'] = (frame, size) => {
    if (size === frame.length) return 'alone'
    const chunk = chunks.read(frame, 0, frame.length)
    if (chunk === undefined || !('header' in chunk)) return 'alone'
    return { stream: chunk.stream, goesOn: chunk.left > 0, aborts: chunk.aborts }
  }
  return { decide, looksAt: 0, tellsBeginning: false }
}
