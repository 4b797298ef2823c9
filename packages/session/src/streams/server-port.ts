// The port by which a connection's protocol is known: the one of the end that accepted it.
import type { Stream } from './stream.ts'

type Ends = Pick<Stream, 'role' | 'source' | 'destination'>

/** Which side sent a stream; if nobody saw the connection opened, the lower port is the server's. */
export const senderOf = ({ role, source, destination }: Ends): 'client' | 'server' =>
  role ?? (source.port < destination.port ? 'server' : 'client')

export const serverPort = (stream: Ends): number =>
  senderOf(stream) === 'client' ? stream.destination.port : stream.source.port
