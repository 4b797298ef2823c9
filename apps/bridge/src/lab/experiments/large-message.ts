// One send that is longer than a segment can be.
import { limitCondition, nagleCondition, sizeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const largeMessage: Experiment = {
  info: {
    name: 'large-message',
    title: 'A large message',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client sends one message of 5,000 bytes with a single send().',
      'The link carries packets of at most 1,500 bytes, and the server calls recv(1024) until the stream ends.',
    ],
    question: 'How many segments will TCP cut it into, and how many recv() calls will the server need?',
    next: 'Set the recv limit to 8,192, change the MTU, or switch framing on and run again.',
    tryNext: [
      { label: 'recv limit 8,192', conditions: { limit: 8192 } },
      { label: 'MTU 9,000', conditions: { mtu: 9000 } },
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
    ],
    framing: 'struct:!I',
    conditions: [
      sizeCondition('size', 'The message', 5000),
      waitCondition(100),
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
        { do: 'send message', bytes: { filler: { condition: 'size' }, letter: 'L' } },
        { do: 'close' },
      ],
    },
  ],
}
