// A reader that knows a message's length, and still asks recv for more: it takes the beginning of the next message too.
import { limitCondition, textCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

const message = (key: string) =>
  [
    { do: 'keep', into: key, bytes: { text: { condition: key } } },
    { do: 'send', bytes: { joined: [{ packed: '!I', value: { lengthOf: key } }, { kept: key }] } },
  ] as const

export const recvEatsNext: Experiment = {
  info: {
    name: 'recv-eats-next',
    title: 'A recv that eats the next message',
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client sends two messages, each with its length in front: four bytes, then the text.',
      'The server reads the length, and then calls recv(1024) for the text.',
    ],
    question: 'What will the server take for the first text?',
    next: 'Ask for no more than the length says. Or let the reader wait 0 ms: the same reader may then work by luck.',
    tryNext: [
      { label: 'Ask for no more than the length', conditions: { exact: true } },
      { label: 'A recv limit of 5', conditions: { limit: 5 } },
    ],
    framing: 'struct:!I',
    framed: true,
    conditions: [
      textCondition('first', 'First text', 'hello'),
      textCondition('second', 'Second text', 'world'),
      waitCondition(),
      limitCondition(),
      { type: 'toggle', key: 'exact', label: 'Ask for no more than the length', default: false },
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
          do: 'repeat',
          times: 2,
          steps: [
            { do: 'recv exactly', size: 4, limit: 4, into: 'header' },
            { do: 'unpack', format: '!I', from: 'header', into: 'size' },
            {
              do: 'when',
              on: { condition: 'exact' },
              steps: [
                { do: 'recv exactly', size: { kept: 'size' }, limit: { condition: 'limit' }, into: 'text' },
              ],
              otherwise: [{ do: 'recv', limit: { condition: 'limit' }, into: 'text' }],
            },
            { do: 'print', line: [{ value: { kept: 'size' } }, ' bytes: ', { repr: 'text' }] },
          ],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [{ do: 'connect', to: 'server' }, ...message('first'), ...message('second'), { do: 'close' }],
    },
  ],
}
