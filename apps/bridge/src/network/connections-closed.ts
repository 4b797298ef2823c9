// Waits until TCP has finished in a host: after its sockets are closed, a connection goes on until all bytes and the
// two FINs have arrived.
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * States of `/proc/net/tcp` in which no more segments are due: TIME_WAIT, CLOSE and LISTEN
 * (include/net/tcp_states.h).
 */
const quiet = new Set(['06', '07', '0A'])
/** Milliseconds between two looks. */
const LOOK = 5

/** How many connections of a `/proc/net/tcp` have not finished. */
export const countUnsettled = (table: string): number =>
  table
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/)[3])
    .filter((state) => state !== undefined && !quiet.has(state)).length

/** Resolves when every connection of these hosts has closed, or after `bound` milliseconds. */
export const connectionsClosed = async (
  hosts: readonly { tcpTable(): string }[],
  bound: number,
): Promise<void> => {
  for (let waited = 0; waited < bound; waited += LOOK) {
    if (hosts.every((host) => countUnsettled(host.tcpTable()) === 0)) return
    await sleep(LOOK)
  }
}
