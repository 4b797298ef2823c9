// Waits until TCP has finished on some hosts: after its sockets are closed, a connection goes on until all bytes and the
// two FINs have arrived.
import { setTimeout as sleep } from 'node:timers/promises'
import type { WireSettings } from '../wire/settings.ts'

/**
 * States of `/proc/net/tcp` in which no more segments are due: TIME_WAIT, CLOSE and LISTEN
 * (include/net/tcp_states.h).
 */
const quiet = new Set(['06', '07', '0A'])
/** Milliseconds between two looks. */
const LOOK = 5
/** Milliseconds that closing may take, beyond the wire's own delays. */
const CLOSING = 3_000
/** Journeys that closing may take: a FIN, its acknowledgement, and for a lost one some more. */
const JOURNEYS = 10

/** How many connections of a `/proc/net/tcp` have not finished. */
export const countUnsettled = (table: string): number =>
  table
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/)[3])
    .filter((state) => state !== undefined && !quiet.has(state)).length

/** Resolves when every connection of these hosts has closed, or when that takes too long for such a wire. */
export const connectionsClosed = async (
  hosts: readonly { tcpTables(): readonly string[] }[],
  { delay, jitter }: WireSettings,
): Promise<void> => {
  const bound = CLOSING + JOURNEYS * (delay + jitter)
  for (let waited = 0; waited < bound; waited += LOOK) {
    const tables = hosts.flatMap((host) => host.tcpTables())
    if (tables.every((table) => countUnsettled(table) === 0)) return
    await sleep(LOOK)
  }
}
