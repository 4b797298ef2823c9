// What is behind a descriptor when a call is made: by the table, by what strace says beside it, or by the call itself.
import type { Descriptor } from '../values/descriptor.ts'
import type { DescriptorTable } from './descriptor-table.ts'
import type { SocketState } from './followed-socket.ts'
import { isSocketLabel, mayBe, type SocketIndex } from './socket-index.ts'

/** A call that is made on sockets alone makes its descriptor one; one that is made on anything does not. */
export type Implies = 'socket' | 'anything'

/**
 * The socket behind a descriptor; `undefined` if it is none, or if nothing says that it is one. What strace says beside a
 * descriptor counts more than what the table has, because calls may be missing. `lost` is called with a socket that has
 * lost the descriptor unseen.
 */
export const socketBehind = (
  { fd, label }: Descriptor,
  implies: Implies,
  table: DescriptorTable,
  index: SocketIndex,
  lost: (socket: SocketState) => void,
): SocketState | undefined => {
  const entry = table.get(fd)
  const known = entry?.socket
  if (!label) {
    if (known || implies === 'anything') return known
    return put(index.make())
  }
  if (!isSocketLabel(label)) {
    if (!entry || known) put(undefined)
    return undefined
  }
  if (known && (known.label === label || mayBe(known, label))) {
    index.learn(known, label)
    return known
  }
  return put(index.find(label))

  function put(socket: SocketState | undefined): SocketState | undefined {
    const old = table.set(fd, socket, false)
    if (old) lost(old)
    return socket
  }
}
