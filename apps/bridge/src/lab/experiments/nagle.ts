// Many small sends in quick succession over a slow link: with Nagle's algorithm, the sender's TCP joins them.
import { limitCondition, nagleCondition, sizeCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const nagle: Experiment = {
  info: {
    name: 'nagle',
    title: "Nagle's algorithm",
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client calls send() 60 times, with 6 bytes each and 3 ms apart. Each packet travels 10 ms, so an acknowledgement takes 20.',
      "Nagle's algorithm holds small sends back until all bytes sent earlier are acknowledged.",
    ],
    question: 'How many segments will the 60 sends become, and how many if the algorithm is off?',
    next: "Turn Nagle's algorithm off and run again. Count the segments, and see where the bytes wait now.",
    tryNext: [
      { label: "Nagle's algorithm off", conditions: { nagle: false } },
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
      { label: 'Delay 0 ms', conditions: { delay: 0 } },
    ],
    framing: 'struct:!I',
    conditions: [
      { type: 'number', key: 'count', label: 'Sends', unit: 'times', default: 60, min: 1, max: 500 },
      sizeCondition('size', 'Each of', 6),
      timeCondition('gap', 'Gap between them', 3),
      limitCondition(),
      nagleCondition,
      ...networkConditions({ delay: 10 }),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        {
          do: 'for each message',
          limit: { condition: 'limit' },
          into: 'data',
          steps: [{ do: 'print', line: ['got ', { repr: 'data' }] }],
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
          steps: [
            { do: 'send message', bytes: { filler: { condition: 'size' } } },
            { do: 'sleep', ms: { condition: 'gap' } },
          ],
        },
        { do: 'close' },
      ],
    },
  ],
}
