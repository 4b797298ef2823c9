// A reader who knows how long each message is. That works until one of the lengths changes.
import { sizeCondition, textCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const knownSizes: Experiment = {
  info: {
    name: 'known-sizes',
    title: 'Sizes known in advance',
    group: 'Fixes',
    transport: 'tcp',
    before: [
      'A client sends helloworld and then egon. Both are in the receive buffer before the server reads.',
      'Its author counted the letters of both, so the server calls recv(10) and then recv(4).',
    ],
    question: 'Will it get both messages? And what happens if someone changes one of the texts?',
    next: 'Make the first text longer or shorter, and see where the server thinks that the next message begins. With framing on, it need not know the sizes.',
    tryNext: [
      { label: 'hello instead of helloworld', conditions: { first: 'hello' } },
      { label: 'Switch framing on', conditions: { first: 'hello' }, framing: 'struct:!I' },
    ],
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
