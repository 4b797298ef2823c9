// Random streams for tests: sends of some bytes, and what became of them on the way. There are holes in the capture,
// segments that were sent again and came late, and datagrams that overtook one another or were lost.
import fc from 'fast-check'
import type { Subject } from '../src/model/stream/subject.ts'
import { type HandInterval, subjectOf } from './subject-of.ts'

/** What becomes of one send. */
interface Fortune {
  readonly size: number
  /** Milliseconds since the send before. */
  readonly pause: number
  /**
   * How long its bytes travel, in milliseconds; `undefined`: they are lost, or TCP delivers them but they were not
   * captured.
   */
  readonly way: number | undefined
}

const fortunes = (ways: readonly (number | undefined)[]): fc.Arbitrary<Fortune[]> =>
  fc.array(
    fc.record({
      size: fc.constantFrom(1, 3, 5, 9, 40, 3_000),
      pause: fc.constantFrom(0, 0.01, 0.3, 2, 50),
      way: fc.constantFrom(...ways),
    }),
    { minLength: 1, maxLength: 120 },
  )

const inOrder = [0.1]
/** Most arrive at once, some after a TCP timeout. */
const late = [0.1, 0.1, 0.1, 0.1, 0.2, 200, 40, undefined]

const sendsOf = (all: readonly Fortune[], header: number): HandInterval[] => {
  let [at, time] = [0, 0]
  return all.map(({ size, pause }) => [at, (at += size + header), (time += pause)])
}

const arrivals = (send: readonly HandInterval[], all: readonly Fortune[]): HandInterval[] =>
  send.flatMap(([start, end, time], k): HandInterval[] => {
    const way = all[k]?.way
    return way === undefined ? [] : [[start, end, time + way]]
  })

/** Recvs of some bytes each, in the stream's order: late bytes delay everything after them. */
const recvsOf = (
  send: readonly HandInterval[],
  segment: readonly HandInterval[],
  sizes: readonly number[],
): HandInterval[] => {
  const recv: HandInterval[] = []
  const length = send.at(-1)?.[1] ?? 0
  for (let k = 0, got = 0; got < length; k += 1) {
    const end = Math.min(length, got + (sizes[k % sizes.length] ?? 1) * (k % 3 === 0 ? 20 : 1))
    const there = [...send, ...segment].filter(([start]) => start < end).map(([, , time]) => time)
    recv.push([got, end, Math.max(...there) + 0.2])
    got = end
  }
  return recv
}

/** A recv for each datagram that arrived, called after the one before had returned. */
const recvfroms = (came: readonly HandInterval[]): HandInterval[] => {
  let called = 0
  return came
    .toSorted((a, b) => a[2] - b[2])
    .map(([start, end, arrived]): HandInterval => {
      const done = Math.max(called, arrived) + 0.05
      const recv = [start, end, called, done] as const
      called = done
      return recv
    })
    .toSorted((a, b) => a[0] - b[0])
}

const doneOf = ([, , time, done]: HandInterval): number => done ?? time

const tcp: fc.Arbitrary<Subject> = fc
  .record({
    all: fc.oneof(fortunes(inOrder), fortunes(late)),
    captured: fc.boolean(),
    sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 120 }),
    header: fc.constantFrom(undefined, 2),
  })
  .map(({ all, captured, sizes, header }) => {
    const send = sendsOf(all, header ?? 0)
    const segment = captured ? arrivals(send, all) : []
    const recv = recvsOf(send, segment, sizes)
    const message = send.map(([start, end]): HandInterval => {
      const last = recv.find((taken) => taken[1] >= end)
      return [start, end, last ? doneOf(last) : 0]
    })
    return whole({ send, segment, recv, message, header })
  })

const udp: fc.Arbitrary<Subject> = fc
  .record({ all: fortunes(late), captured: fc.boolean(), header: fc.constantFrom(undefined, 2) })
  .map(({ all, captured, header }) => {
    const send = sendsOf(all, header ?? 0)
    const came = arrivals(send, all)
    const recv = recvfroms(came)
    const message = recv.map((taken): HandInterval => [taken[0], taken[1], doneOf(taken)])
    const lost = all.flatMap(({ way }, k) => (way === undefined ? [k] : []))
    return whole({ send, segment: captured ? came : [], recv, message, header, lost })
  })

const whole = (
  lanes: Readonly<Record<'send' | 'segment' | 'recv' | 'message', HandInterval[]>> & {
    readonly header: number | undefined
    readonly lost?: readonly number[]
  },
): Subject => {
  const { header, lost, ...four } = lanes
  const length = four.send.at(-1)?.[1] ?? 0
  return subjectOf({
    ...four,
    ...(header !== undefined && { header }),
    ...(lost && { lost }),
    marks: four.message.map((_, k) => k % 4),
    text: 'some words that are sent '.repeat(Math.ceil(length / 25)),
    span: Math.max(...Object.values(four).flatMap((lane) => lane.map(doneOf))) + 1,
  })
}

/** TCP streams, whole or with holes and late segments, and UDP streams, out of order and with losses. */
export const randomSubjects: fc.Arbitrary<Subject> = fc.oneof(tcp, udp)
