// What the two ends of a stream are called in sentences.
import { endpointText } from '../log/endpoint-text.ts'
import type { Stream } from '../streams/stream.ts'

/** Programs by their names; by their roles, or else by their addresses, if the names are the same or not known. */
export const partiesOf = (stream: Stream): { readonly sender: string; readonly receiver: string } => {
  const { writer, reader, role, reverse, source, destination } = stream
  const sender = writer ?? reverse?.reader
  const receiver = reader ?? reverse?.writer
  if (sender !== undefined && receiver !== undefined && sender !== receiver) return { sender, receiver }
  if (role === 'client') return { sender: 'the client', receiver: 'the server' }
  if (role === 'server') return { sender: 'the server', receiver: 'the client' }
  return { sender: endpointText(source), receiver: endpointText(destination) }
}

/** As a sentence begins with it: a program's name stays as it is. */
export const atStart = (party: string): string => party.replace(/^the /, 'The ')
