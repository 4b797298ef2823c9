// Two small sends and a reader who comes late: the bytes merge in the reader's receive buffer.
import {
  limitCondition,
  nagleCondition,
  textCondition,
  timeCondition,
  waitCondition,
} from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const helloWorld: Experiment = {
  info: {
    name: 'hello-world',
    title: 'hello + world',
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client calls send() twice: first hello, then world.',
      'A server accepts the connection, waits a moment and then calls recv() twice, because it expects two messages.',
    ],
    question: 'What do you expect each recv() to return?',
    next: 'Switch framing on and run again. Or make the server wait less than the gap between the sends, or set the recv limit to 3.',
    tryNext: [
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
      { label: 'Wait less than the gap', conditions: { wait: 20, gap: 300 } },
      { label: 'recv limit 3', conditions: { limit: 3 } },
    ],
    framing: 'struct:!I',
    conditions: [
      textCondition('first', 'First text', 'hello'),
      textCondition('second', 'Second text', 'world'),
      timeCondition('gap', 'Gap between the sends', 0),
      waitCondition(),
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
        { do: 'recv message', limit: { condition: 'limit' }, into: 'data1' },
        { do: 'recv message', limit: { condition: 'limit' }, into: 'data2' },
        { do: 'print', line: ['data1: ', { repr: 'data1' }] },
        { do: 'print', line: ['data2: ', { repr: 'data2' }] },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'nagle', on: { condition: 'nagle' } },
        { do: 'send message', bytes: { text: { condition: 'first' } } },
        { do: 'sleep', ms: { condition: 'gap' } },
        { do: 'send message', bytes: { text: { condition: 'second' } } },
        { do: 'close' },
      ],
    },
  ],
}
