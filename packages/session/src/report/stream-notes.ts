// What a reader of a stream should know of where its lanes come from: sentences, none where there is nothing to say.
import { counted, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'

export const streamNotes = (stream: Stream): readonly string[] => [...sides(stream), ...alignment(stream)]

/** Where only one end's calls are known. */
const sides = ({ writer, reader, send, recv }: Stream): readonly string[] => {
  if (writer !== undefined && reader === undefined && send.count > 0)
    return ["Only the sender's calls are in this log: no recv calls of the other end are."]
  if (reader !== undefined && writer === undefined && recv.count > 0)
    return ["Only the reader's calls are in this log: no send calls of the other end are."]
  return []
}

const alignment = ({ alignment: found, capture }: Stream): readonly string[] => {
  if (!found) return []
  const began = 'The capture began in the middle of the connection'
  const hidden = `${counted(capture.lane.count, 'segment')} could not be lined up with the calls and ${capture.lane.count === 1 ? 'is' : 'are'} not shown.`
  switch (found.state) {
    case 'aligned':
      return [`${began}; its bytes are those of the calls from byte ${grouped(found.offset)} on.`]
    case 'ambiguous':
      return [`${began}, and its bytes fit the calls' in more than one place: ${hidden}`]
    case 'not-found':
      return [`${began}, and the bytes that it begins with are not among those of the calls: ${hidden}`]
    case 'too-few':
      return [`${began}, and has too few bytes to be found among those of the calls: ${hidden}`]
  }
}
