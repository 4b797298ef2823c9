// A server that closes while bytes are unread: its TCP resets the connection, and what was still to be sent is lost.
import { limitCondition, sizeCondition, textCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const resetLosesData: Experiment = {
  info: {
    name: 'reset-loses-data',
    title: 'A reset that loses data',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client sends a request of 24 bytes. The server reads only 5 of them, sends an answer of 40,000 bytes, and closes the connection.',
      'Its send() took all 40,000 bytes and returned no error.',
    ],
    question: 'How many bytes of the answer will the client get, and how will its last recv end?',
    next: 'Let the server read the whole request before it closes: then its TCP sends everything and ends the stream.',
    tryNext: [
      { label: 'Read the whole request', conditions: { limit: 1024 } },
      { label: 'An answer of 1,000 bytes', conditions: { size: 1000 } },
    ],
    framing: 'none',
    stream: 1,
    conditions: [
      textCondition('request', 'Request', 'please send me the answer'),
      limitCondition(5),
      { ...sizeCondition('size', 'The answer', 40_000), max: 60_000 },
      waitCondition(100),
      ...networkConditions({ delay: 10 }),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        { do: 'sleep', ms: { condition: 'wait' } },
        { do: 'recv', limit: { condition: 'limit' }, into: 'request' },
        { do: 'print', line: ['read ', { repr: 'request' }] },
        { do: 'send', bytes: { filler: { condition: 'size' } } },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send', bytes: { text: { condition: 'request' } } },
        {
          do: 'for each message',
          limit: 65_536,
          into: 'data',
          steps: [{ do: 'print', line: ['got ', { lengthOf: 'data' }, ' bytes'] }],
        },
        { do: 'close' },
      ],
    },
  ],
}
