// A reader that takes a length with a single recv(4): it works until the length arrives in two pieces.
import { sizeCondition, textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const headerTorn: Experiment = {
  info: {
    name: 'header-torn',
    title: 'A header torn in two',
    group: 'Splitting',
    transport: 'tcp',
    before: [
      'A client sends a length of four bytes and then a text, but the first two bytes leave 100 ms before the others.',
      'The server calls recv(4) once for the length, because the length has four bytes.',
    ],
    question: 'What will the server take for the length?',
    next: 'Set the gap to 0 ms: the same reader works by luck. Then read the length with as many recvs as it takes.',
    tryNext: [
      { label: 'Read until the header is whole', conditions: { exact: true } },
      { label: 'Gap 0 ms: right by luck', conditions: { gap: 0, wait: 50 } },
      { label: 'Cut after 1 byte', conditions: { cut: 1 } },
    ],
    framing: 'struct:!I',
    framed: true,
    conditions: [
      textCondition('text', 'Text', 'hello'),
      { ...sizeCondition('cut', 'First send', 2), max: 3 },
      timeCondition('gap', 'Gap after it', 100),
      timeCondition('wait', 'The reader waits', 0),
      { type: 'toggle', key: 'exact', label: 'Read until the header is whole', default: false },
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
          do: 'when',
          on: { condition: 'exact' },
          steps: [{ do: 'recv exactly', size: 4, limit: 4, into: 'header' }],
          otherwise: [{ do: 'recv', limit: 4, into: 'header' }],
        },
        { do: 'print', line: ['header: ', { repr: 'header' }] },
        { do: 'unpack', format: '!I', from: 'header', into: 'size' },
        { do: 'recv exactly', size: { kept: 'size' }, limit: 1024, into: 'body' },
        { do: 'print', line: ['body: ', { repr: 'body' }] },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'keep', into: 'text', bytes: { text: { condition: 'text' } } },
        {
          do: 'keep',
          into: 'frame',
          bytes: { joined: [{ packed: '!I', value: { lengthOf: 'text' } }, { kept: 'text' }] },
        },
        { do: 'send', bytes: { partOf: 'frame', to: { condition: 'cut' } } },
        { do: 'sleep', ms: { condition: 'gap' } },
        { do: 'send', bytes: { partOf: 'frame', from: { condition: 'cut' } } },
        { do: 'close' },
      ],
    },
  ],
}
