// Two small sends and a reader who comes late: the bytes stick together in the reader's receive buffer.
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
      'A server accepts the connection, waits a moment and then calls recv() twice, for it expects two messages.',
      'What do you expect each recv() to return?',
    ],
    next: 'Switch framing on and run again, make the server wait less than the gap between the sends, or set the recv limit to 3.',
    framing: 'struct:!I',
    conditions: [
      { type: 'text', key: 'first', label: 'First text', default: 'hello', maxBytes: 4096 },
      { type: 'text', key: 'second', label: 'Second text', default: 'world', maxBytes: 4096 },
      {
        type: 'number',
        key: 'gap',
        label: 'Gap between the sends',
        unit: 'ms',
        default: 0,
        min: 0,
        max: 10_000,
      },
      {
        type: 'number',
        key: 'wait',
        label: 'The reader waits',
        unit: 'ms',
        default: 200,
        min: 0,
        max: 10_000,
      },
      {
        type: 'number',
        key: 'limit',
        label: 'recv limit',
        unit: 'bytes',
        default: 1024,
        min: 1,
        max: 1_048_576,
      },
      { type: 'toggle', key: 'nagle', label: "Nagle's algorithm", default: true },
      ...networkConditions(),
    ],
    segments:
      'Nothing captured this run, so no segment is shown: it ran on the plain loopback without a capture tool. `sudo tcpdump -i lo -w hello.pcap tcp` beside a run records its packets.',
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
