// A datagram longer than the reader's limit: the kernel returns its beginning and throws the rest away.
import { limitCondition, sizeCondition, textCondition, timeCondition } from '../common-conditions.ts'
import type { Experiment } from '../experiment.ts'
import { networkConditions } from '../network-conditions.ts'

/** The longest datagram in IPv4: 65,535 bytes minus 20 for the IP header and 8 for UDP's. */
const LONGEST = 65_507

export const udpTruncate: Experiment = {
  info: {
    name: 'udp-truncate',
    title: 'A datagram cut short',
    group: 'Datagrams',
    transport: 'udp',
    before: [
      'A client sends one datagram of 2,000 bytes, and then a second, short one.',
      'The server calls recvfrom(1024) twice.',
    ],
    question: 'With TCP the second call would return the missing 976 bytes. Where are they here?',
    next: 'Raise the recvfrom limit to 2000. Or make the datagram exactly as long as the limit: by the length alone, the reader cannot tell whether it was cut.',
    tryNext: [
      { label: 'recvfrom limit 2,000', conditions: { limit: 2000 } },
      { label: 'As long as the limit', conditions: { size: 1024 } },
    ],
    framing: 'none',
    conditions: [
      { ...sizeCondition('size', 'First datagram', 2000, 0), max: LONGEST },
      textCondition('second', 'Second datagram', 'next'),
      limitCondition(),
      timeCondition('timeout', 'The reader waits at most', 2000),
      ...networkConditions(),
    ],
  },
  programs: [
    {
      name: 'server',
      steps: [
        { do: 'bind' },
        {
          do: 'repeat',
          times: 2,
          steps: [
            {
              do: 'recvfrom',
              limit: { condition: 'limit' },
              into: 'data',
              timeout: { condition: 'timeout' },
            },
            { do: 'print', line: [{ lengthOf: 'data' }, ' bytes'] },
          ],
        },
        { do: 'close udp' },
      ],
    },
    {
      name: 'client',
      steps: [
        { do: 'sendto', bytes: { filler: { condition: 'size' } }, to: 'server' },
        { do: 'sendto', bytes: { text: { condition: 'second' } }, to: 'server' },
        { do: 'close udp' },
      ],
    },
  ],
}
