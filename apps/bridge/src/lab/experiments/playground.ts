// Two programs whose steps a person writes.
import type { Condition, WrittenSide, WrittenStep } from '@unstick/api'
import { nagleCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

const server: readonly WrittenStep[] = [
  { do: 'sleep', ms: 200 },
  { do: 'recv', limit: 1024 },
  { do: 'recv', limit: 1024 },
  { do: 'close' },
]

const client: readonly WrittenStep[] = [
  { do: 'connect' },
  { do: 'send text', text: 'hello' },
  { do: 'send text', text: 'world' },
  { do: 'close' },
]

const steps = (
  side: WrittenSide,
  label: string,
  usual: readonly WrittenStep[],
): Condition & { type: 'steps' } => ({
  type: 'steps',
  key: side,
  label,
  default: JSON.stringify(usual),
  side,
  transport: 'transport',
})

export const playground: Experiment = {
  info: {
    name: 'playground',
    title: 'Playground',
    group: 'Your own',
    transport: 'tcp',
    before: [
      'Write the steps of a client and of a server. The server accepts the connection before its first step; with UDP it binds instead, and answers whoever sent to it last.',
      'Every recv prints what it returned. "Framed" sends and recvs use the framing if one is on, and plain bytes if it is off.',
    ],
    question: 'Before you run it: which bytes will each recv return?',
    next: 'Change a step and run again. The address of this page contains your steps, so you can share them as a link.',
    tryNext: [],
    framing: 'struct:!I',
    conditions: [
      { type: 'choice', key: 'transport', label: 'Transport', default: 'TCP', choices: ['TCP', 'UDP'] },
      steps('server', 'Server', server),
      steps('client', 'Client', client),
      nagleCondition,
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      before: { TCP: [{ do: 'listen' }, { do: 'accept' }], UDP: [{ do: 'bind' }] },
      written: 'server',
    },
    { name: 'client', before: { TCP: [], UDP: [] }, written: 'client' },
  ],
}
