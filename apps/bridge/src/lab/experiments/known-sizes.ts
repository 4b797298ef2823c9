// A reader who knows how long each message is: right, until one of them changes.
import { sizeCondition, textCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const knownSizes: Experiment = {
  info: {
    name: 'known-sizes',
    title: 'Sizes known before',
    group: 'Fixes',
    transport: 'tcp',
    before: [
      'A client sends helloworld and egon; both lie in the receive buffer before the server reads.',
      'The server was written by someone who counted: it calls recv(10) and then recv(4).',
      'Will it get both messages, and what if someone changes a text?',
    ],
    next: 'Make the first text longer or shorter, and see where the next message begins then. With framing on the sizes need not be known.',
    framing: 'struct:!I',
    conditions: [
      textCondition('first', 'First text', 'helloworld'),
      textCondition('second', 'Second text', 'egon'),
      sizeCondition('size1', 'First recv limit', 10),
      sizeCondition('size2', 'Second recv limit', 4),
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
        { do: 'recv message', limit: { condition: 'size1' }, into: 'data1' },
        { do: 'recv message', limit: { condition: 'size2' }, into: 'data2' },
        { do: 'print', line: ['data1: ', { repr: 'data1' }] },
        { do: 'print', line: ['data2: ', { repr: 'data2' }] },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send message', bytes: { text: { condition: 'first' } } },
        { do: 'send message', bytes: { text: { condition: 'second' } } },
        { do: 'close' },
      ],
    },
  ],
}
