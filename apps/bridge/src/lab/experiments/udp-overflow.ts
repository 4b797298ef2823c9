// More datagrams than fit into the reader's receive buffer: the kernel throws the rest away and counts them.
import { sizeCondition, timeCondition, waitCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

export const udpOverflow: Experiment = {
  info: {
    name: 'udp-overflow',
    title: 'A receive buffer that overflows',
    group: 'Datagrams',
    transport: 'udp',
    before: [
      'A client sends 200 datagrams as fast as it can. The server has a small receive buffer and sleeps meanwhile.',
      'Then the server reads everything in the buffer, and asks the kernel how many datagrams it threw away at this socket.',
    ],
    question:
      'Every sendto() of the client succeeds. How many datagrams arrive, and does anyone learn about the others?',
    next: 'Let the server read at once (0 ms), or double its buffer. With TCP the sender would have had to wait, so hello + world and the other TCP experiments lose nothing.',
    tryNext: [
      { label: 'The server reads at once', conditions: { wait: 0 } },
      { label: 'A buffer of 262,144 bytes', conditions: { buffer: 262_144 } },
    ],
    framing: 'none',
    conditions: [
      { type: 'number', key: 'count', label: 'Datagrams', unit: 'times', default: 200, min: 1, max: 5_000 },
      { ...sizeCondition('size', 'Bytes of each', 512, 8), max: 8_192 },
      { ...sizeCondition('buffer', 'Receive buffer (SO_RCVBUF)', 8_192, 2_304) },
      waitCondition(500),
      timeCondition('timeout', 'It reads until nothing comes for', 300),
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'receive buffer', bytes: { condition: 'buffer' } },
        { do: 'bind' },
        { do: 'sleep', ms: { condition: 'wait' } },
        { do: 'read all', limit: 65_535, timeout: { condition: 'timeout' }, count: 'read' },
        { do: 'read drops', into: 'drops' },
        { do: 'print', line: ['read: ', { value: { kept: 'read' } }] },
        { do: 'print', line: ['dropped by the kernel: ', { value: { kept: 'drops' } }] },
        { do: 'close udp' },
      ],
    },
    {
      name: 'client',
      steps: [
        {
          do: 'repeat',
          times: { condition: 'count' },
          steps: [{ do: 'sendto', bytes: { numbered: { condition: 'size' } }, to: 'server' }],
        },
        { do: 'close udp' },
      ],
    },
  ],
}
