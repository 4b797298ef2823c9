// Three datagrams wait in the reader's buffer at once, as hello and world do in hello-world, but they do not merge.
import { limitCondition, textCondition, timeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const udpEcho: Experiment = {
  info: {
    name: 'udp-echo',
    title: 'UDP echo',
    group: 'Datagrams',
    transport: 'udp',
    before: [
      'A client calls sendto() three times without waiting. The server comes late, so all three datagrams wait in its receive buffer.',
      'The server calls recvfrom() in a loop and sends each text back in upper case to the address that it came from.',
    ],
    question: 'Three texts wait in the receive buffer. What will each recvfrom() return?',
    next: 'Set the recvfrom limit to 3: what becomes of the rest of each text? Then compare with hello + world, where no byte is lost, only the boundaries.',
    tryNext: [{ label: 'recvfrom limit 3', conditions: { limit: 3 } }],
    framing: 'none',
    conditions: [
      textCondition('first', 'First text', 'hello'),
      textCondition('second', 'Second text', 'world'),
      textCondition('third', 'Third text', 'egon'),
      waitCondition(),
      limitCondition(),
      timeCondition('timeout', 'The client waits at most', 2000),
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'bind' },
        { do: 'sleep', ms: { condition: 'wait' } },
        {
          do: 'forever',
          steps: [
            { do: 'recvfrom', limit: { condition: 'limit' }, into: 'data' },
            { do: 'sendto', bytes: { upperOf: 'data' }, to: { senderOf: 'data' } },
          ],
        },
      ],
    },
    {
      name: 'client',
      steps: [
        {
          do: 'for each',
          of: [{ condition: 'first' }, { condition: 'second' }, { condition: 'third' }],
          as: 'text',
          steps: [{ do: 'sendto', bytes: { text: { kept: 'text' } }, to: 'server' }],
        },
        {
          do: 'repeat',
          times: 3,
          steps: [
            {
              do: 'recvfrom',
              limit: { condition: 'limit' },
              into: 'answer',
              timeout: { condition: 'timeout' },
            },
            { do: 'print', line: [{ repr: 'answer' }] },
          ],
        },
        { do: 'close udp' },
      ],
    },
  ],
}
