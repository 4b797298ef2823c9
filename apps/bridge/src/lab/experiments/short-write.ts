// A send that takes fewer bytes than it was given: a sender that does not look at the result loses the others.
import { sizeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const shortWrite: Experiment = {
  info: {
    name: 'short-write',
    title: 'A send that takes only a part',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client has a socket that does not block, with a small send buffer, and gives 1,000,000 bytes to one send(). The server is asleep.',
      'A send that does not wait takes only what there is room for. The client does not look at what it returned.',
    ],
    question: 'How many of the 1,000,000 bytes will the server get?',
    next: 'Let the client send the rest. Or make the message so short that there is room for all of it.',
    tryNext: [
      { label: 'Send the rest', conditions: { rest: true } },
      { label: 'Only 1,000 bytes', conditions: { size: 1000 } },
    ],
    framing: 'none',
    conditions: [
      sizeCondition('size', 'The message', 1_000_000),
      { ...sizeCondition('buffer', 'Send buffer (SO_SNDBUF)', 8_192, 4_608), max: 212_992 },
      { type: 'toggle', key: 'rest', label: 'Send the rest', default: false },
      waitCondition(),
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
        { do: 'recv all', limit: 65_536, count: 'count' },
        { do: 'print', line: ['got ', { value: { kept: 'count' } }, ' bytes'] },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send buffer', bytes: { condition: 'buffer' } },
        { do: 'keep', into: 'message', bytes: { filler: { condition: 'size' }, letter: 'm' } },
        { do: 'send some', bytes: { kept: 'message' }, into: 'sent' },
        {
          do: 'print',
          line: ['sent ', { value: { kept: 'sent' } }, ' of ', { lengthOf: 'message' }, ' bytes'],
        },
        {
          do: 'when',
          on: { condition: 'rest' },
          steps: [{ do: 'send', bytes: { partOf: 'message', from: { kept: 'sent' } } }],
          otherwise: [],
        },
        { do: 'close' },
      ],
    },
  ],
}
