// Two programs whose steps a person writes.
import type { WrittenStep } from '@unstick/api'
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

export const playground: Experiment = {
  info: {
    name: 'playground',
    title: 'Playground',
    group: 'Your own',
    transport: 'tcp',
    before: [
      'Write the steps of a server and of a client. The server accepts the connection before its first step.',
      'Every recv prints what it returned. "Framed" sends and recvs use the framing if one is on, and plain bytes if it is off.',
    ],
    question: 'Before you run it: which bytes will each recv return?',
    next: 'Change a step and run again. The address of this page contains your steps, so you can share them as a link.',
    tryNext: [],
    framing: 'struct:!I',
    conditions: [
      { type: 'steps', key: 'server', label: 'Server', default: JSON.stringify(server), side: 'server' },
      { type: 'steps', key: 'client', label: 'Client', default: JSON.stringify(client), side: 'client' },
      nagleCondition,
      ...networkConditions(),
    ],
  },
  programs: [
    { name: 'server', before: [{ do: 'listen' }, { do: 'accept' }], written: 'server' },
    { name: 'client', before: [], written: 'client' },
  ],
}
