// The clients start before the server. sendto() reports no error; only a connected socket gets one, and only at its next call.
import { textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const udpNoListener: Experiment = {
  info: {
    name: 'udp-no-listener',
    title: 'Nobody listens yet',
    group: 'Datagrams',
    transport: 'udp',
    before: [
      'Two clients send a datagram before the server has started: one with sendto(), and one on a socket that it connected first.',
      'The server starts later, and the first client sends once more.',
    ],
    question:
      'With TCP, connect() would fail at once. Which call fails here, and which datagrams does the server get?',
    next: 'Let the server start at once (0 ms), and let the clients start a little later: now the connected client gets its answer.',
    tryNext: [{ label: 'The server starts first', conditions: { start: 0, early: 200 } }],
    framing: 'none',
    conditions: [
      textCondition('first', 'Sent too early', 'hello'),
      textCondition('second', 'Sent again', 'world'),
      timeCondition('start', 'The server starts after', 200),
      timeCondition('early', 'The clients start after', 0),
      timeCondition('gap', 'Pause before sending again', 400),
      timeCondition('timeout', 'A client waits at most', 2000),
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'choose port' },
        { do: 'sleep', ms: { condition: 'start' } },
        { do: 'bind' },
        {
          do: 'forever',
          steps: [
            { do: 'recvfrom', limit: 1024, into: 'data' },
            { do: 'print', line: [{ repr: 'data' }] },
            { do: 'sendto', bytes: { upperOf: 'data' }, to: { senderOf: 'data' } },
          ],
        },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'sleep', ms: { condition: 'early' } },
        { do: 'sendto', bytes: { text: { condition: 'first' } }, to: 'server' },
        { do: 'sleep', ms: { condition: 'gap' } },
        { do: 'sendto', bytes: { text: { condition: 'second' } }, to: 'server' },
        { do: 'recvfrom', limit: 1024, into: 'answer', timeout: { condition: 'timeout' } },
        { do: 'print', line: [{ repr: 'answer' }] },
        { do: 'close udp' },
      ],
    },
    {
      name: 'connected',
      steps: [
        { do: 'sleep', ms: { condition: 'early' } },
        { do: 'connect udp', to: 'server' },
        { do: 'send datagram', bytes: { text: { condition: 'first' } } },
        { do: 'recv datagram', limit: 1024, into: 'answer', timeout: { condition: 'timeout' } },
        { do: 'print', line: [{ repr: 'answer' }] },
        { do: 'close udp' },
      ],
    },
  ],
}
