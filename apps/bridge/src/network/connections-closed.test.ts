import { expect, it } from 'vitest'
import { countUnsettled } from './connections-closed.ts'

/** Rows as the kernel writes them (Documentation/networking/proc_net_tcp.rst), shortened behind the state. */
const table = (...states: readonly string[]): string =>
  [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    ...states.map(
      (state, index) => `   ${index}: 0100007F:A3C1 0100007F:8E2F ${state} 00000000:00000000 00:00000000`,
    ),
    '',
  ].join('\n')

it.each([
  ['no connection', [], 0],
  ['a listener and one in TIME_WAIT', ['0A', '06'], 0],
  [
    'ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE_WAIT, LAST_ACK and CLOSING',
    ['01', '04', '05', '08', '09', '0B'],
    6,
  ],
])('countUnsettled(table) of %s is %2$d', (_what, states, count) => {
  expect(countUnsettled(table(...states))).toBe(count)
})
