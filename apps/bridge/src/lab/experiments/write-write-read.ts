// A request in two sends, then a wait for the answer: Nagle's algorithm holds the second send back until the other side's
// delayed acknowledgement comes.
import { nagleCondition, sizeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const writeWriteRead: Experiment = {
  info: {
    name: 'write-write-read',
    title: 'Write, write, read',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client sends a request in two sends, first its length and then its text, and waits for the answer. It does so several times.',
      "Nagle's algorithm holds the text back until the length is acknowledged. The server's TCP delays that acknowledgement, because an answer might carry it.",
    ],
    question: 'How long will one request take on a network without any delay?',
    next: "Send the request with one send. Or turn Nagle's algorithm off.",
    tryNext: [
      { label: 'One send for the request', conditions: { together: true } },
      { label: "Nagle's algorithm off", conditions: { nagle: false } },
    ],
    framing: 'struct:!I',
    framed: true,
    conditions: [
      { type: 'number', key: 'count', label: 'Requests', unit: 'times', default: 8, min: 1, max: 50 },
      { ...sizeCondition('size', 'Text of each', 100), max: 1024 },
      { type: 'toggle', key: 'together', label: 'One send for each request', default: false },
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
        {
          do: 'repeat',
          times: { condition: 'count' },
          steps: [
            { do: 'recv exactly', size: 4, limit: 4, into: 'header' },
            { do: 'unpack', format: '!I', from: 'header', into: 'size' },
            { do: 'recv exactly', size: { kept: 'size' }, limit: 1024, into: 'text' },
            { do: 'send', bytes: { text: 'ok' } },
          ],
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
            { do: 'keep', into: 'text', bytes: { filler: { condition: 'size' } } },
            { do: 'keep', into: 'header', bytes: { packed: '!I', value: { lengthOf: 'text' } } },
            { do: 'start timer', into: 'start' },
            {
              do: 'when',
              on: { condition: 'together' },
              steps: [{ do: 'send', bytes: { joined: [{ kept: 'header' }, { kept: 'text' }] } }],
              otherwise: [
                { do: 'send', bytes: { kept: 'header' } },
                { do: 'send', bytes: { kept: 'text' } },
              ],
            },
            { do: 'recv exactly', size: 2, limit: 2, into: 'answer' },
            { do: 'print time', words: 'answer after', since: 'start' },
          ],
        },
        { do: 'close' },
      ],
    },
  ],
}
