// A reader with a time-out that begins anew after it: the part that it had read is gone, and the stream goes on in the middle.
import { textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const timeoutLosesPart: Experiment = {
  info: {
    name: 'timeout-loses-part',
    title: 'A time-out that loses a part',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'Each message has ten bytes, and the server reads exactly ten. It waits for at most 100 ms, and after a time-out it tries again.',
      'The client sends half of the first message, pauses for 250 ms, and sends the other half together with a second message.',
    ],
    question: 'What will the server take for the first message?',
    next: 'Keep what was read before the time-out. Or make the pause shorter than the time-out.',
    tryNext: [
      { label: 'Keep what was read', conditions: { keeps: true } },
      { label: 'Pause 0 ms', conditions: { pause: 0 } },
    ],
    framing: 'fixed:10',
    framed: true,
    conditions: [
      textCondition('start', 'First half', 'first'),
      textCondition('rest', 'Other half', '-half'),
      textCondition('second', 'Second message', 'other-half'),
      timeCondition('pause', 'Pause between the halves', 250),
      { ...timeCondition('timeout', 'The server waits at most', 100), min: 1 },
      { type: 'toggle', key: 'keeps', label: 'Keep what was read', default: false },
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        { do: 'time out', ms: { condition: 'timeout' } },
        {
          do: 'attempt',
          times: 2,
          steps: [
            { do: 'recv exactly', size: 10, limit: 10, into: 'message', keeps: { condition: 'keeps' } },
            { do: 'print', line: ['message: ', { repr: 'message' }] },
          ],
          late: [{ do: 'print', line: ['timed out'] }],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send', bytes: { text: { condition: 'start' } } },
        { do: 'sleep', ms: { condition: 'pause' } },
        {
          do: 'send',
          bytes: { joined: [{ text: { condition: 'rest' } }, { text: { condition: 'second' } }] },
        },
        { do: 'close' },
      ],
    },
  ],
}
