// Several small sends, a large one, and a reader who comes late: one recv holds many messages, and one message takes many recvs.
import { limitCondition, nagleCondition, sizeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const lateReader: Experiment = {
  info: {
    name: 'late-reader',
    title: 'A late reader',
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client sends five messages of 10 bytes and one of 3,000.',
      'Meanwhile the server is busy. Then it calls recv(1024) again and again until the stream ends.',
    ],
    question: 'How many recv() calls will it make, and how many messages will the first one return?',
    next: 'Let the reader wait 0 ms, raise the recv limit above 3,050, or switch framing on and run again.',
    tryNext: [
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
      { label: 'Let the reader wait 0 ms', conditions: { wait: 0 } },
      { label: 'recv limit 4,096', conditions: { limit: 4096 } },
    ],
    framing: 'struct:!I',
    conditions: [
      {
        type: 'number',
        key: 'count',
        label: 'Small messages',
        unit: 'times',
        default: 5,
        min: 1,
        max: 200,
      },
      sizeCondition('small', 'Each of', 10),
      sizeCondition('large', 'The large message', 3000),
      waitCondition(300),
      limitCondition(),
      nagleCondition,
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        { do: 'sleep', ms: { condition: 'wait' } },
        {
          do: 'for each message',
          limit: { condition: 'limit' },
          into: 'data',
          steps: [{ do: 'print', line: ['got ', { lengthOf: 'data' }, ' bytes'] }],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'nagle', on: { condition: 'nagle' } },
        {
          do: 'repeat',
          times: { condition: 'count' },
          steps: [{ do: 'send message', bytes: { filler: { condition: 'small' } } }],
        },
        { do: 'send message', bytes: { filler: { condition: 'large' }, letter: 'L' } },
        { do: 'close' },
      ],
    },
  ],
}
