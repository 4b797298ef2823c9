import { expect, test } from 'vitest'
import type { Mover } from '../../ui/frame-loop.ts'
import { Landing } from './landing.ts'
import type { Phase, InFlightLayout } from '../../layout/in-flight-layout.ts'

const hop = { above: 1 }

/** `target`: where it moves to, a lane or the receive buffer. */
const inFlightAt = (
  until: number,
  phase: Phase,
  since: number,
  target = phase === 'moving' ? 1 : -1,
): readonly InFlightLayout[] => [
  {
    above: 1,
    below: 2,
    ...{
      until,
      captured: true,
      bordered: false,
      labels: [],
      bytes: 0,
      oldest: undefined,
      lastEvent: undefined,
    },
    receiveBuffer: undefined,
    pieces: [
      {
        key: 7,
        phase,
        tint: 0,
        at: 1,
        since,
        origin: 0,
        target,
        o0: 0,
        o1: 1,
        v0: 0,
        v1: 1,
        t0: 0,
        t1: 1,
      },
    ],
  },
]

/** A landing with a clock of its own, and the frames that it requests. */
const made = () => {
  let mover: Mover | undefined
  const landing = new Landing({ move: (asked) => (mover = asked) }, () => 1_000)
  return { landing, frame: (now: number) => mover?.(now) }
}

test('bytes captured since the last layout sink for 380 ms, and then lie still', () => {
  const { landing, frame } = made()
  landing.take(inFlightAt(10, 'moving', 20))
  landing.take(inFlightAt(20, 'waiting', 20))
  expect(landing.part(hop, 7)).toBe(0)
  expect(frame(1_190)).toBe(true)
  expect(landing.part(hop, 7)).toBe(0.5)
  expect(frame(1_380)).toBe(false)
  expect(landing.part(hop, 7)).toBe(1)
})

test('it continues while a replay is paused', () => {
  const { landing, frame } = made()
  landing.take(inFlightAt(10, 'moving', 20))
  landing.take(inFlightAt(20, 'waiting', 20))
  landing.take(inFlightAt(20, 'waiting', 20))
  frame(1_190)
  expect(landing.part(hop, 7)).toBe(0.5)
})

test('bytes that were there before, or that were seen going into the receive buffer, do not sink again', () => {
  const { landing } = made()
  landing.take(inFlightAt(10, 'moving', 20, -1))
  landing.take(inFlightAt(20, 'waiting', 20))
  expect(landing.part(hop, 7)).toBe(1)
  landing.take(inFlightAt(30, 'waiting', 20))
  expect(landing.part(hop, 7)).toBe(1)
})

test('going backwards, everything is at once where it was', () => {
  const { landing } = made()
  landing.take(inFlightAt(30, 'waiting', 20))
  landing.take(inFlightAt(20, 'waiting', 20))
  expect(landing.part(hop, 7)).toBe(1)
})
