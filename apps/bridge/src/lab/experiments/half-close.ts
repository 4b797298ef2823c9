// A client that ends only its own direction: the server learns that the question is over, and can still answer.
import { limitCondition, textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const halfClose: Experiment = {
  info: {
    name: 'half-close',
    title: 'Half of a connection closed',
    group: 'Fixes',
    transport: 'tcp',
    before: [
      'A client sends a question, and ends its direction by shutdown(SHUT_WR). Then it reads the answer.',
      'The server reads until its recv returns 0 bytes, because then the question is over. Then it answers.',
    ],
    question: 'Can the answer still arrive, although the client has closed its direction?',
    next: 'Leave shutdown() out: how does the server learn that the question is over?',
    tryNext: [
      { label: 'Without shutdown()', conditions: { shutdown: false } },
      { label: 'recv limit 4', conditions: { limit: 4 } },
    ],
    framing: 'none',
    // The answer.
    stream: 1,
    conditions: [
      textCondition('question', 'Question', 'what time is it?'),
      textCondition('answer', 'Answer', 'time for tea'),
      limitCondition(),
      { type: 'toggle', key: 'shutdown', label: 'shutdown(SHUT_WR)', default: true },
      { ...timeCondition('timeout', 'The client waits at most', 400), min: 1 },
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'listen' },
        { do: 'accept' },
        {
          do: 'for each message',
          limit: { condition: 'limit' },
          into: 'data',
          steps: [{ do: 'print', line: ['got ', { repr: 'data' }] }],
        },
        { do: 'print', line: ['the question is over'] },
        { do: 'send message', bytes: { text: { condition: 'answer' } } },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        { do: 'send message', bytes: { text: { condition: 'question' } } },
        { do: 'when', on: { condition: 'shutdown' }, steps: [{ do: 'shutdown' }], otherwise: [] },
        { do: 'time out', ms: { condition: 'timeout' } },
        {
          do: 'for each message',
          limit: { condition: 'limit' },
          into: 'data',
          steps: [{ do: 'print', line: ['got ', { repr: 'data' }] }],
        },
        { do: 'close' },
      ],
    },
  ],
}
