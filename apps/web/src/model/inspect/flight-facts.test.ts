import { Session } from '@unstick/session'
import { expect, test } from 'vitest'
import { logOf } from '../../../../../packages/session/test/log-of.ts'
import { captureInterface, wireBlocks } from '../../../../../packages/session/test/packets-of.ts'
import { data, handshake, lost, send } from '../../../../../packages/session/test/two-ends-bench.ts'
import { flightFacts } from './flight-facts.ts'

test('the first two segments were lost and sent again as one: both lanes say that they arrived', () => {
  const session = new Session()
  session.push(logOf([send(30, 'aaaaaa'), send(33, 'bbbbbb')]))
  const packets = [
    ...handshake,
    lost(30, 0, 'aaaaaa'),
    lost(33, 6, 'bbbbbb'),
    data(90, 0, 'aaaaaabbbbbb'),
    data(95, 12, 'cccccc'),
  ]
  for (const block of [captureInterface(), captureInterface(), ...wireBlocks(2, packets)]) session.push(block)
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  const facts = stream.lanes
    .filter(({ kind }) => kind === 'segment')
    .map((lane) =>
      [0, 1].map((index) => flightFacts({ stream }, lane, index)?.map(({ name, value }) => [name, value])),
    )
  const first = { arrived: ['arrived', '+70.000 ms'], lost: ['lost', '1 time; it first left at +0.000 ms'] }
  expect(facts).toEqual([
    [
      [['left', '+0.000 ms'], first.arrived, first.lost],
      [['left', '+3.000 ms'], first.arrived, ['lost', '1 time; it first left at +3.000 ms']],
    ],
    [
      [['left', '+60.000 ms'], first.arrived, ['on its way', '10 ms'], first.lost],
      [
        ['left', '+65.000 ms'],
        ['arrived', '+75.000 ms'],
        ['on its way', '10 ms'],
      ],
    ],
  ])
})
