// A sender who pauses so long that the reader is ready again in time. That works, but it is slow.
import { limitCondition, textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const sleepBetween: Experiment = {
  info: {
    name: 'sleep-between',
    title: 'A pause between sends',
    group: 'Fixes',
    transport: 'tcp',
    before: [
      'A client sends hello, pauses for 500 ms, and sends world.',
      'The server needs 100 ms before each of its two recv() calls, so the pause is long enough: it is back in recv() when world arrives.',
    ],
    question: 'Both messages will come out right, but at how many bytes a second?',
    next: 'Set the pause to 50 ms, which is shorter than the reader is busy. Then switch framing on: no pause is needed at all.',
    tryNext: [
      { label: 'Pause 50 ms', conditions: { pause: 50 } },
      { label: 'Switch framing on', conditions: { pause: 0 }, framing: 'struct:!I' },
    ],
    framing: 'struct:!I',
    conditions: [
      textCondition('first', 'First text', 'hello'),
      textCondition('second', 'Second text', 'world'),
      timeCondition('pause', 'Pause between the sends', 500),
      timeCondition('busy', 'The reader is busy', 100),
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
        { do: 'start timer', into: 'start' },
        { do: 'sleep', ms: { condition: 'busy' } },
        { do: 'recv message', limit: { condition: 'limit' }, into: 'data1' },
        { do: 'sleep', ms: { condition: 'busy' } },
        { do: 'recv message', limit: { condition: 'limit' }, into: 'data2' },
        { do: 'print', line: ['data1: ', { repr: 'data1' }] },
        { do: 'print', line: ['data2: ', { repr: 'data2' }] },
        { do: 'print rate', of: ['data1', 'data2'], since: 'start' },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send message', bytes: { text: { condition: 'first' } } },
        { do: 'sleep', ms: { condition: 'pause' } },
        { do: 'send message', bytes: { text: { condition: 'second' } } },
        { do: 'close' },
      ],
    },
  ],
}
