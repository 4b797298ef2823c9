// Follows sockets through lines of strace's text.
import { expect } from 'vitest'
import { SocketFollower, type SocketEvent, StraceReader } from '../src/index.ts'

export const follow = (text: string): readonly SocketEvent[] => {
  const events: SocketEvent[] = []
  const follower = new SocketFollower((event) => events.push(event))
  const reader = new StraceReader({
    record: (record) => follower.take(record),
    problem: ({ message }) => expect.unreachable(message),
  })
  reader.push(Uint8Array.from(Buffer.from(text, 'latin1')))
  reader.end()
  return events
}

/** What a test looks at, one line an event: `send #1 3 "abc"`, `close #2 last`. */
export const told = (text: string): readonly string[] =>
  follow(text).flatMap((event) => {
    const data = 'data' in event ? ` ${JSON.stringify(Buffer.from(event.data).toString('latin1'))}` : ''
    if (event.kind === 'process' || event.kind === 'command' || event.kind === 'end') return []
    if (!('socket' in event)) return [`${event.kind}${data}`]
    const { kind, socket, local, remote } = event
    const ends = `${local ? `${local.address}:${local.port}` : '?'}>${remote ? `${remote.address}:${remote.port}` : '?'}`
    const more =
      kind === 'close'
        ? ` ${event.last === undefined ? 'maybe last' : event.last ? 'last' : 'not last'} ${event.name}`
        : kind === 'send' || kind === 'recv'
          ? ` @${event.offset}+${event.length}${data}${event.takes ? '' : ' stays'}${event.unseen ? ' unseen' : ''}`
          : kind === 'pass'
            ? ` ${event.direction} ${event.passed.map(({ socket }) => (socket ? `#${socket.id}` : 'unknown')).join()}`
            : ''
    return [`${event.process.pid ?? ''} ${kind} #${socket.id} ${socket.protocol} ${ends}${more}`.trimStart()]
  })
