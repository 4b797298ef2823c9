// A recv limit that ends inside a character: what one recv returned is not valid text by itself.
import { encodingCondition, limitCondition, textCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const splitCharacter: Experiment = {
  info: {
    name: 'split-character',
    title: 'A character cut in two',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client sends a Chinese text. Each of its characters takes three bytes in UTF-8 and two in GBK.',
      'The server calls recv(5) and decodes what each recv returned.',
    ],
    question: 'What will it print if a recv ends in the middle of a character?',
    next: 'Choose GBK, set the recv limit to 6 (two characters in UTF-8, three in GBK), or switch framing on and run again.',
    tryNext: [
      { label: 'GBK', conditions: { encoding: 'gbk' } },
      { label: 'recv limit 6', conditions: { limit: 6 } },
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
    ],
    framing: 'struct:!I',
    conditions: [
      textCondition('text', 'Text', '你好，世界'),
      encodingCondition,
      waitCondition(),
      limitCondition(5),
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
          do: 'for each message',
          limit: { condition: 'limit' },
          into: 'data',
          steps: [{ do: 'print', line: [{ decoded: 'data', encoding: { condition: 'encoding' } }] }],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        {
          do: 'send message',
          bytes: { text: { condition: 'text' }, encoding: { condition: 'encoding' } },
        },
        { do: 'close' },
      ],
    },
  ],
}
