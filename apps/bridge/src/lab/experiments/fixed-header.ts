// A four-byte header says how long the body is, and the reader reads exactly that many bytes, however they arrive.
import { limitCondition, sizeCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

const bodies = ['First', 'Second', 'Third', 'Fourth'].map((which, index) => ({
  condition: sizeCondition(`size${index + 1}`, `${which} body`, [0, 1, 1024, 10_241][index] ?? 0, 0),
  value: { condition: `size${index + 1}` },
}))

export const fixedHeader: Experiment = {
  info: {
    name: 'fixed-header',
    title: 'A header of four bytes',
    group: 'Fixes',
    transport: 'tcp',
    before: [
      "Before each body the client sends its length, packed into four bytes: struct.pack('i', n). Then it sends the body in two send() calls.",
      'The server reads exactly four bytes, unpacks n, and calls recv(1024) until it has n bytes.',
    ],
    question:
      'Bodies of 0, 1, 1,024 and 10,241 bytes: will each come out whole, no matter where the segments end?',
    next: 'Set the recv limit to 7, or make one body 100,000 bytes long. Then switch framing off to see each recv taken for one message.',
    tryNext: [
      { label: 'recv limit 7', conditions: { limit: 7 } },
      { label: 'A body of 100,000 bytes', conditions: { size4: 100_000 } },
    ],
    framing: 'struct:i',
    framed: true,
    conditions: [
      ...bodies.map(({ condition }) => condition),
      timeCondition('wait', 'The reader waits', 0),
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
        { do: 'sleep', ms: { condition: 'wait' } },
        {
          do: 'repeat',
          times: bodies.length,
          steps: [
            { do: 'recv exactly', size: 4, limit: { condition: 'limit' }, into: 'header' },
            { do: 'unpack', format: 'i', from: 'header', into: 'size' },
            { do: 'recv exactly', size: { kept: 'size' }, limit: { condition: 'limit' }, into: 'body' },
            { do: 'print', line: ['a body of ', { lengthOf: 'body' }, ' bytes'] },
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
          do: 'for each',
          of: bodies.map(({ value }) => value),
          as: 'size',
          steps: [
            { do: 'keep', into: 'body', bytes: { filler: { kept: 'size' } } },
            { do: 'send', bytes: { packed: 'i', value: { lengthOf: 'body' } } },
            { do: 'send in parts', bytes: { kept: 'body' }, parts: 2 },
          ],
        },
        { do: 'close' },
      ],
    },
  ],
}
