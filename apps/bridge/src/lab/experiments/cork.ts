// Five small sends under TCP_CORK: the sender itself asks its TCP to join them.
import { limitCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const cork: Experiment = {
  info: {
    name: 'cork',
    title: 'A cork in the socket',
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client sets the option TCP_CORK, sends five words 5 ms apart, and takes the option away again.',
      'While the option is set, TCP sends no segment that is not full, for at most 200 ms.',
    ],
    question: 'How many segments will the five sends become, and when will they leave?',
    next: 'Leave the cork out. Or send so slowly that the kernel loses its patience after 200 ms.',
    tryNext: [
      { label: 'Without the cork', conditions: { cork: false } },
      { label: '80 ms between the sends', conditions: { gap: 80 } },
    ],
    framing: 'line',
    conditions: [
      { type: 'toggle', key: 'cork', label: 'TCP_CORK', default: true },
      timeCondition('gap', 'Gap between the sends', 5),
      limitCondition(),
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
        { do: 'when', on: { condition: 'cork' }, steps: [{ do: 'cork', on: true }], otherwise: [] },
        {
          do: 'for each',
          of: ['one', 'two', 'three', 'four', 'five'],
          as: 'word',
          steps: [
            { do: 'send message', bytes: { text: { kept: 'word' } } },
            { do: 'sleep', ms: { condition: 'gap' } },
          ],
        },
        { do: 'when', on: { condition: 'cork' }, steps: [{ do: 'cork', on: false }], otherwise: [] },
        { do: 'close' },
      ],
    },
  ],
}
