// Sentences about where a stream's lanes come from, for its reader; none if there is nothing to say.
import { counted, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import { callNotes } from './call-notes.ts'
import { missingTail, tailWords } from '../streams/missing-tail.ts'
import { endingNotes } from './ending-notes.ts'

export const streamNotes = (stream: Stream): readonly string[] => [
  ...sides(stream),
  ...alignment(stream),
  ...encryption(stream),
  ...tail(stream),
  ...endingNotes(stream),
  ...callNotes(stream),
]

const tail = (stream: Stream): readonly string[] => {
  const missing = stream.isOver ? missingTail(stream) : undefined
  return missing ? [tailWords(missing)] : []
}

const encryption = ({ tlsHello }: Stream): readonly string[] =>
  tlsHello
    ? [
        `The stream begins with a TLS handshake (${tlsHello}): its bytes are TLS records, and what the programs said is encrypted inside. The framing tls shows where each record ends.`,
      ]
    : []

/** The notes if only one end's calls are known. */
const sides = ({ writer, reader, send, recv }: Stream): readonly string[] => {
  if (writer !== undefined && reader === undefined && send.count > 0)
    return ["Only the sender's calls are in this log; the other end's recv calls are missing."]
  if (reader !== undefined && writer === undefined && recv.count > 0)
    return ["Only the reader's calls are in this log; the other end's send calls are missing."]
  return []
}

const alignment = ({ alignment: found, capture, sequence, transport }: Stream): readonly string[] => {
  const began = 'The capture began in the middle of the connection'
  if (!found) {
    const lacksSyn = transport === 'tcp' && capture.next > 0 && !sequence.fromStart
    return lacksSyn ? [`${began}: byte 0 is the first byte that was captured, and no SYN was.`] : []
  }
  const hidden = `${counted(capture.lane.count, 'segment')} could not be lined up with the calls and ${capture.lane.count === 1 ? 'is' : 'are'} not shown.`
  switch (found.state) {
    case 'aligned':
      return [`${began}; its bytes are the calls' bytes from byte ${grouped(found.offset)} on.`]
    case 'ambiguous':
      return [`${began}, and its bytes fit the calls' in more than one place: ${hidden}`]
    case 'not-found':
      return [`${began}, and its first bytes are not among the calls' bytes: ${hidden}`]
    case 'too-few':
      return [`${began}, and has too few bytes to be found among the calls' bytes: ${hidden}`]
  }
}
