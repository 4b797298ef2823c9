// A server that runs commands, and a client that calls recv once a command: what did not fit comes with the next answer.
import type { Condition } from '@unstick/api'
import { commandNames } from '../commands.ts'
import { encodingCondition, limitCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'
import type { Step } from '../step.ts'

/** A command of the list; any other text is echoed. */
const commandCondition = (key: string, label: string, command: string): Condition => ({
  type: 'text',
  key,
  label,
  default: command,
  minBytes: 1,
  maxBytes: 1_024,
  suggestions: [...commandNames],
})

const answer: readonly Step[] = [
  { do: 'run command', named: 'command', into: 'output' },
  { do: 'send message', bytes: { kept: 'output' } },
]

const ask: readonly Step[] = [
  { do: 'send message', bytes: { text: { kept: 'command' } } },
  { do: 'sleep', ms: { condition: 'wait' } },
  { do: 'recv message', limit: { condition: 'limit' }, into: 'answer' },
  { do: 'print', line: ['$ ', { value: { kept: 'command' } }] },
  { do: 'print', line: [{ decoded: 'answer', encoding: { condition: 'encoding' } }] },
]

export const remoteCommand: Experiment = {
  info: {
    name: 'remote-command',
    title: 'A remote command',
    group: 'Sticking',
    transport: 'tcp',
    before: [
      'A client sends a command. If it is on a short list, the server runs it on this machine and sends back what it printed; any other text it echoes.',
      'The client calls recv(1024) once for each command, and the first command prints more than that.',
    ],
    question: 'What will the client take for the answer to its second command?',
    next: 'Raise the recv limit, choose printf as the second command (its output is GBK, not UTF-8), or switch framing on and run again.',
    tryNext: [
      { label: 'recv limit 8,192', conditions: { limit: 8192 } },
      {
        label: 'printf: GBK, not UTF-8',
        conditions: { second: "printf '\\304\\343\\272\\303\\n'", limit: 8192 },
      },
      { label: 'Switch framing on', conditions: {}, framing: 'struct:!I' },
    ],
    framing: 'struct:!I',
    // The answers, because the stream of commands begins first.
    stream: 1,
    typed: ['client'],
    typedIf: 'typed',
    conditions: [
      commandCondition('first', 'First command', 'seq 1 400'),
      commandCondition('second', 'Second command', 'uname -a'),
      timeCondition('wait', 'The client waits', 300),
      limitCondition(),
      encodingCondition,
      { type: 'toggle', key: 'typed', label: 'Then type more commands', default: false },
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
          do: 'when',
          on: { condition: 'typed' },
          steps: [
            {
              do: 'for each message',
              limit: { condition: 'limit' },
              into: 'command',
              steps: answer,
            },
          ],
          otherwise: [
            {
              do: 'repeat',
              times: 2,
              steps: [{ do: 'recv message', limit: { condition: 'limit' }, into: 'command' }, ...answer],
            },
          ],
        },
        { do: 'close' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'connect', to: 'server' },
        {
          do: 'for each',
          of: [{ condition: 'first' }, { condition: 'second' }],
          as: 'command',
          steps: [...ask],
        },
        {
          do: 'when',
          on: { condition: 'typed' },
          steps: [{ do: 'for each line', script: '', into: 'command', steps: ask }],
          otherwise: [],
        },
        { do: 'close' },
      ],
    },
  ],
}
