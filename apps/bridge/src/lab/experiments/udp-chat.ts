// A server chats with one to eight clients: each datagram is one message, and carries its sender's address.
import type { Condition } from '@unstick/api'
import type { Experiment } from '../experiment.ts'
import type { Program } from '../step.ts'

/** As many of them as wanted take part. */
const names = ['ann', 'bob', 'cleo', 'dora', 'emil', 'fay', 'gus', 'hana'] as const
/** The others speak only if somebody types for them. */
const scripted: readonly string[] = ['ann', 'bob', 'cleo']

/** Lines that a client says before anybody types, separated by bars. */
const script = (name: string, label: string, lines: string): Condition => ({
  type: 'text',
  key: name,
  label,
  default: lines,
  maxBytes: 4_096,
})

/** Says a line, waits for the answer, and says the next, as a person who types does. */
const client = (name: string): Program => ({
  name,
  steps: [
    {
      do: 'for each line',
      script: scripted.includes(name) ? { condition: name } : '',
      into: 'line',
      steps: [
        { do: 'print', line: ['me: ', { value: { kept: 'line' } }] },
        { do: 'sendto', bytes: { text: { kept: 'line' } }, to: 'server' },
        { do: 'recvfrom', limit: 1024, into: 'answer' },
        { do: 'print', line: ['server: ', { decoded: 'answer', encoding: 'utf-8' }] },
      ],
    },
    { do: 'close udp' },
  ],
})

export const udpChat: Experiment = {
  info: {
    name: 'udp-chat',
    title: 'UDP chat',
    group: 'Datagrams',
    transport: 'udp',
    before: [
      'A server and three clients, ann, bob and cleo, each have one UDP socket. All the clients begin at once. There may be up to eight clients; for the others you type.',
      'The server answers the client whose datagram it read last. While it thinks, what the others say waits in its receive buffer.',
      'While it runs, you can type for each client below the picture; quit ends that client.',
    ],
    question: 'Who gets which answer, and does one message ever contain another’s words?',
    next: 'Type for ann, bob and cleo before you answer as the server. It reads one datagram at a time, and each answer goes to the sender of the datagram that it just read. Type quit for all three to end the chat.',
    tryNext: [{ label: 'Only ann talks', conditions: { bob: '', cleo: '' } }],
    framing: 'none',
    conditions: [
      script(
        'server',
        'The server answers',
        'welcome | glad you came | take a seat | yes | of course | see you',
      ),
      {
        type: 'number',
        key: 'clients',
        label: 'Clients',
        unit: '',
        default: 3,
        min: 1,
        max: names.length,
      },
      script('ann', 'ann says', 'hello, this is ann | is bob here?'),
      script('bob', 'bob says', 'bob here | can you hear me?'),
      script('cleo', 'cleo says', 'hi from cleo | who else is here?'),
    ],
    typed: ['server', ...names],
    clients: 'clients',
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'bind' },
        {
          do: 'forever',
          steps: [
            { do: 'recvfrom', limit: 1024, into: 'message' },
            {
              do: 'print',
              line: [
                'from ',
                { value: { kept: 'message_from' } },
                ': ',
                { decoded: 'message', encoding: 'utf-8' },
              ],
            },
            { do: 'input', script: { condition: 'server' }, into: 'answer' },
            { do: 'print', line: ['me: ', { value: { kept: 'answer' } }] },
            { do: 'sendto', bytes: { text: { kept: 'answer' } }, to: { senderOf: 'message' } },
          ],
        },
      ],
    },
    ...names.map((name) => client(name)),
  ],
}
