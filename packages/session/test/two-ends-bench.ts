// Sessions of calls and of packets that were seen at both ends of a wire, by hand, and what findings say about them.
import { type Finding, findFindings, frameStream, Session } from '../src/index.ts'
import { began, logOf, type Step } from './log-of.ts'
import { type Captured, captureInterface, wireBlocks } from './packets-of.ts'

export const read = (steps: readonly Step[], packets: readonly Captured[]) => {
  const session = new Session()
  session.push(logOf(steps))
  for (const block of [captureInterface(), captureInterface(), ...wireBlocks(2, packets)]) session.push(block)
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  const findings = findFindings(stream, frameStream(stream, { kind: 'none' }))
  return { stream, findings, start: Number(session.epoch - began) }
}

export const between = (findings: readonly Finding[], upper: string, lower: string): Finding => {
  const [finding, ...others] = findings.filter(
    (each) => each.between?.[0] === upper && each.between[1] === lower,
  )
  if (!finding || others.length > 0) throw new Error(JSON.stringify(findings))
  return finding
}

/** Rows of start, end, and the milliseconds after the log began at which it left and arrived. */
export const segmentLanes = ({ stream, start }: ReturnType<typeof read>) =>
  stream.lanes
    .filter(({ kind }) => kind === 'segment')
    .map(({ name, count, starts, ends, times, dones }) => ({
      name,
      rows: Array.from({ length: count }, (_, index) => [
        starts[index],
        ends[index],
        (start + Number(times[index])) / 1e6,
        (start + Number(dones[index])) / 1e6,
      ]),
    }))

export const send = (at: number, payload: string): Step => [
  'client',
  'send',
  [String(payload.length)],
  payload.length,
  at,
  0,
  payload,
]
export const recv = (at: number, took: number, payload: string): Step => [
  'server',
  'recv',
  ['1024'],
  payload.length,
  at,
  took,
  payload,
]

export const handshake: Captured[] = [
  { from: 'client', at: 0, mss: 1460, travels: 10 },
  { from: 'server', at: 10, mss: 1460, travels: 10 },
]
export const data = (at: number, offset: number, payload: string, travels = 10): Captured => ({
  from: 'client',
  at,
  offset,
  payload,
  travels,
})
export const lost = (at: number, offset: number, payload: string): Captured => ({
  from: 'client',
  at,
  offset,
  payload,
})
export const acknowledge = (at: number, acknowledges: number): Captured => ({
  from: 'server',
  at,
  acknowledges,
  travels: 10,
})
