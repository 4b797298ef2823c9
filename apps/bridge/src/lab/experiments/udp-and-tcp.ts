// The same two messages by TCP and by UDP, in one run: a stream has no boundaries, and datagrams keep theirs.
import { limitCondition, textCondition, timeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'
import type { Step } from '../step.ts'

const lines: readonly Step[] = [
  { do: 'print', line: ['data1: ', { repr: 'data1' }] },
  { do: 'print', line: ['data2: ', { repr: 'data2' }] },
]

const limit = { condition: 'limit' }
const timeout = { condition: 'timeout' }

export const udpAndTcp: Experiment = {
  info: {
    name: 'udp-and-tcp',
    title: 'The same two messages, by TCP and by UDP',
    group: 'Datagrams',
    transport: 'tcp',
    before: [
      'A client sends hello and world by TCP. Then it sends the same two texts by UDP, as two datagrams.',
      'Both servers wait a moment and then receive twice with room for 1,024 bytes.',
    ],
    question: 'Which of the two servers gets two messages?',
    next: 'Set the limit to 3: TCP gives the rest to the next recv, and UDP throws it away.',
    tryNext: [
      { label: 'Limit 3', conditions: { limit: 3 } },
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
    ],
    framing: 'struct:!I',
    conditions: [
      textCondition('first', 'First text', 'hello'),
      textCondition('second', 'Second text', 'world'),
      waitCondition(),
      limitCondition(),
      timeCondition('timeout', 'The UDP server waits at most', 2_000),
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'tcp-server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        { do: 'sleep', ms: { condition: 'wait' } },
        { do: 'recv message', limit, into: 'data1' },
        { do: 'recv message', limit, into: 'data2' },
        ...lines,
        { do: 'close' },
      ],
    },
    {
      name: 'udp-server',
      steps: [
        { do: 'bind' },
        { do: 'sleep', ms: { condition: 'wait' } },
        { do: 'recvfrom', limit, into: 'data1', timeout },
        { do: 'recvfrom', limit, into: 'data2', timeout },
        ...lines,
        { do: 'close udp' },
      ],
    },
    {
      // One program for both, because then TCP's stream always begins first, and the first stream is shown.
      name: 'client',
      steps: [
        { do: 'connect', to: 'tcp-server' },
        { do: 'send message', bytes: { text: { condition: 'first' } } },
        { do: 'send message', bytes: { text: { condition: 'second' } } },
        { do: 'sendto', bytes: { text: { condition: 'first' } }, to: 'udp-server' },
        { do: 'sendto', bytes: { text: { condition: 'second' } }, to: 'udp-server' },
        { do: 'close' },
        { do: 'close udp' },
      ],
    },
  ],
}
