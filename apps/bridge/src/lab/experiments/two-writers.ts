// Two threads send on one socket, each message with two sends: the pieces of both messages alternate.
import { textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'
import type { Step } from '../step.ts'

const writer = (key: string, before: readonly Step[]): readonly Step[] => [
  ...before,
  { do: 'keep', into: key, bytes: { text: { condition: key } } },
  {
    do: 'locked',
    on: { condition: 'lock' },
    steps: [
      { do: 'send', bytes: { packed: '!I', value: { lengthOf: key } } },
      { do: 'sleep', ms: { condition: 'gap' } },
      { do: 'send', bytes: { kept: key } },
    ],
  },
]

export const twoWriters: Experiment = {
  info: {
    name: 'two-writers',
    title: 'Two threads, one socket',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'Two threads of a client send a message each on the same socket: first its length, and 40 ms later its text. The second thread begins 20 ms after the first.',
      'The server reads a length, and then exactly so many bytes.',
    ],
    question: 'What will the server take for the first text?',
    next: 'Let a thread hold a lock while it sends its message. Or let the second thread begin after the first has ended.',
    tryNext: [
      { label: 'Hold a lock for a whole message', conditions: { lock: true } },
      { label: 'The second begins 80 ms later', conditions: { offset: 80 } },
    ],
    framing: 'struct:!I',
    framed: true,
    conditions: [
      textCondition('first', 'Text of thread 1', 'hello'),
      textCondition('second', 'Text of thread 2', 'world'),
      timeCondition('gap', 'Between length and text', 40),
      timeCondition('offset', 'Thread 2 begins after', 20),
      { type: 'toggle', key: 'lock', label: 'A lock for each message', default: false },
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        {
          do: 'repeat',
          times: 2,
          steps: [
            { do: 'recv exactly', size: 4, limit: 4, into: 'header' },
            { do: 'unpack', format: '!I', from: 'header', into: 'size' },
            { do: 'recv exactly', size: { kept: 'size' }, limit: 1024, into: 'text' },
            { do: 'print', line: [{ value: { kept: 'size' } }, ' bytes: ', { repr: 'text' }] },
          ],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        {
          do: 'threads',
          threads: [writer('first', []), writer('second', [{ do: 'sleep', ms: { condition: 'offset' } }])],
        },
        { do: 'close' },
      ],
    },
  ],
}
