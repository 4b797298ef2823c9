// A chat of a server and three clients: each datagram is a message, and each says from whom it is.
import type { Condition } from '@unstick/api'
import type { Experiment } from '../experiment.ts'
import type { Program } from '../step.ts'

/** Lines that are said before anybody types, with bars between them. */
const script = (name: string, label: string, lines: string): Condition => ({
  type: 'text',
  key: name,
  label,
  default: lines,
  maxBytes: 4_096,
})

/** Says a line, waits for the answer, says the next: as one does who types. */
const client = (name: string): Program => ({
  name,
  steps: [
    {
      do: 'for each line',
      script: { condition: name },
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
      'A server and three clients, ann, bob and cleo, talk over one UDP socket each; the clients all begin at once.',
      'The server answers whoever it heard last; while it thinks, what the others say waits in its receive buffer.',
      'In the page you type as any of them, and quit ends a client. Who gets which answer, and does one message ever hold another’s words?',
    ],
    next: 'Type for ann, bob and cleo before you answer as the server: it reads one datagram at a time, and each answer goes to whom it read. quit for all three ends the chat.',
    framing: 'none',
    conditions: [
      script(
        'server',
        'The server answers',
        'welcome | glad you came | take a seat | yes | of course | see you',
      ),
      script('ann', 'ann says', 'hello, this is ann | is bob here?'),
      script('bob', 'bob says', 'bob here | can you hear me?'),
      script('cleo', 'cleo says', 'hi from cleo | who else is here?'),
    ],
    typed: ['server', 'ann', 'bob', 'cleo'],
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
    client('ann'),
    client('bob'),
    client('cleo'),
  ],
}
