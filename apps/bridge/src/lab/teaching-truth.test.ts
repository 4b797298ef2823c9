// Every experiment, as it is and with each change that it offers: no sentence about a run contradicts the bytes, calls and
// packets that were recorded. The expected answers are worked out by hand from the experiments' texts. What a sentence says
// in numbers is counted here anew, from the intervals alone.
import { parseFraming } from '@unstick/framing'
import {
  answerOf,
  type Finding,
  findFindings,
  frameStream,
  headlines,
  type Lane,
  Path,
  type Session,
  type Stream,
} from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { sessionOf } from '../../test/lab-bench.ts'
import { missing, performed } from '../../test/network-bench.ts'
import { PrivateNetworks } from '../network/private-networks.ts'
import { experiments } from './experiments.ts'
import { prepareRun } from './prepared-run.ts'

const built = await BuiltCommand.make()
const isPrivate = missing.length === 0

interface Case {
  readonly name: string
  readonly label: string
  readonly framing: string
  readonly conditions: Parameters<typeof prepareRun>[1]
}

const cases: readonly Case[] = experiments.flatMap(({ info: { name, tryNext } }) => [
  { name, label: 'as it is', framing: 'none', conditions: {} },
  ...tryNext.map(({ label, conditions, framing = 'none' }) => ({ name, label, framing, conditions })),
])

/** So many runs at once keep two processors busy, and disturb each other little. */
const AT_ONCE = 4

const sessions = new Map<Case, Session>()
beforeAll(async () => {
  const waiting = [...cases]
  const work = async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      const run = prepareRun(each.name, each.conditions, each.framing)
      const networks = new PrivateNetworks({ spare: false, helper: built.helper })
      sessions.set(
        each,
        isPrivate ? (await performed(await networks.take(run))).session : await sessionOf(run),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}, 120_000)

/** Its paths under the run's framing, or the one by which the programs frame by hand. */
const pathsOf = ({ name, framing }: Case, { streams }: Session): readonly Path[] => {
  const info = experiments.find((each) => each.info.name === name)?.info
  const parsed = parseFraming(framing === 'none' && info?.framed === true ? info.framing : framing)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return streams.map((stream) => new Path([stream], frameStream(stream, parsed.spec)))
}

const number = (text = ''): number => Number(text.replaceAll(',', ''))
const sizeOf = (lane: Lane, index: number): number => Number(lane.ends[index]) - Number(lane.starts[index])
const sharing = (lane: Lane, other: Lane, index: number): number => {
  const [start, end] = [Number(other.starts[index]), Number(other.ends[index])]
  return Array.from({ length: lane.count }).filter(
    (_, k) => Number(lane.starts[k]) < end && Number(lane.ends[k]) > start,
  ).length
}

/** What is wrong with the numbers of a finding between two lanes; `undefined` for none. */
const contradictions = (path: Path, finding: Finding): string[] => {
  const { between, kind, index, title, text } = finding
  if (!between) return []
  const [upper, lower] = [path.lane(between[0]), path.lane(between[1])]
  if (!upper || !lower) return [`there is no lane ${between.join(' or ')}`]
  const isMessages = lower.name === 'message'
  const on = (kind === 'merge') === isMessages ? upper : lower
  const others = on === upper ? lower : upper
  const faults: string[] = []
  const check = (what: string, said: number, counted: number) => {
    if (said !== counted) faults.push(`${what}: ${said} said, ${counted} counted. ${title} ${text}`)
  }
  const said = /^(\d[\d,]*) \w+ (left|arrived|stuck) in/.exec(title)?.[1]
  const into = /in (\d[\d,]*) \w+\.$/.exec(title)?.[1]
  if (kind === 'merge' && said !== undefined) check('merged', number(said), sharing(others, on, index))
  if (kind === 'split' && into !== undefined && !isMessages)
    check('split', number(into), sharing(others, on, index))
  if (lower.name !== 'recv' || kind !== 'merge') return faults
  // What had arrived when the reader called, from the bytes before it on.
  const called = Number(lower.times[index])
  const arrived = Math.max(
    0,
    ...Array.from({ length: upper.count }, (_, k) =>
      Number(upper.dones[k]) <= called ? Number(upper.ends[k]) : 0,
    ),
  )
  const limit = /recv\((\d+)\)/.exec(text)?.[1]
  if (limit !== undefined) check('limit', number(limit), Number(lower.limits[index]))
  const all = /took the ([\d,]+) bytes? that had piled up/.exec(text)?.[1]
  const [, took, had] = /took ([\d,]+) of the ([\d,]+) bytes that had piled up/.exec(text) ?? []
  if (all !== undefined) {
    check('took', number(all), sizeOf(lower, index))
    check('had arrived', number(all), arrived - Number(lower.starts[index]))
  }
  if (took !== undefined) {
    check('took', number(took), sizeOf(lower, index))
    check('had arrived', number(had), arrived - Number(lower.starts[index]))
  }
  return faults
}

const lengthsOf = (stream: Stream): Record<string, number> =>
  Object.fromEntries(
    stream.lanes.map(({ name, count, ends }) => [name, count === 0 ? 0 : Number(ends[count - 1])]),
  )

describe('a run', () => {
  it.each(cases)('of $name ($label) is told by no sentence that its bytes contradict', (each) => {
    const session = sessions.get(each)
    if (!session) throw new Error('it was not run')
    expect(session.leftOut.NOT_A_CALL).toBeUndefined()
    const paths = pathsOf(each, session)
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths) {
      const [stream] = path.streams
      if (stream.transport === 'tcp' && path.framed) {
        const all = findFindings(stream, path.framed)
        expect(all.flatMap((finding) => contradictions(path, finding))).toEqual([])
        // Nothing can be read that was not sent.
        const { send = 0, recv = 0 } = lengthsOf(stream)
        expect(recv).toBeLessThanOrEqual(send)
      }
      for (const { title, text, lane, indices } of headlines(session, path)) {
        expect(title).toMatch(/^\S.*(\.|printed: .*)$/)
        expect(`${title} ${text}`).not.toMatch(/undefined|NaN|\[object/)
        const { count = 0 } = path.lane(lane) ?? {}
        expect([...indices].every((index) => index < count)).toBe(true)
        const [, left, inSegments] = /^([\d,]+) sends? left in ([\d,]+) segments?[.,]/.exec(title) ?? []
        if (left !== undefined) {
          expect(number(left)).toBe(stream.send.count)
          expect(number(inSegments)).toBe(stream.segment.count)
        }
      }
    }
  })
})

// By the experiment and the change; `answers` are about the stream that the page shows.
const answers: readonly [name: string, label: string, answer: string | RegExp][] = [
  ['hello-world', 'as it is', '2 sends came out of one recv.'],
  ['hello-world', 'recv limit 3', '2 of 2 recvs did not return what one send had given.'],
  ['hello-world', 'Switch framing on', '2 messages came out whole, though 1 recv returned all of them.'],
  ['hello-world', 'Wait less than the gap', 'Each of the 2 recvs returned exactly what one send had given.'],
  ['cork', 'as it is', '5 sends left in 1 segment.'],
  // Each by itself, but on a busy machine some were seen to leave together.
  ['cork', 'Without the cork', /^5 sends left in [3-5] segments\.$/],
  ['large-message', 'as it is', '1 send left in 4 segments, and 5 recvs returned the bytes.'],
  // 5 times 10 bytes, and the first 974 of 3,000.
  [
    'late-reader',
    'as it is',
    '3 recvs for 6 sends: the first returned 1,024 bytes, 5 whole sends and a part of another.',
  ],
  // seq 1 400 prints 1,492 bytes, of which recv(1024) leaves 468.
  [
    'remote-command',
    'as it is',
    /^2 recvs for 2 sends: the second returned [\d,]+ bytes, 468 of send 1 and all of send 2\.$/,
  ],
  ['sleep-between', 'as it is', /^The server printed: .* · 10 bytes in 0\.\d+ s: \d+ bytes a second$/],
  [
    'split-character',
    'as it is',
    // '你好，世界'.encode()[:5], [5:10] and [10:] by CPython, each .decode(errors='replace').
    'The server printed: 你\ufffd · \ufffd，\ufffd · \ufffd\ufffd界',
  ],
  ['large-message', 'MTU 9,000', '1 send left in 1 segment, and 5 recvs returned the bytes.'],
  ['nagle', "Nagle's algorithm off", /^60 sends left in (60|5\d) segments\.$/],
  ['write-write-read', 'as it is', /^\d+ of 16 sends waited (about )?[\d.]+ ms for an acknowledgement\.$/],
  ['write-write-read', "Nagle's algorithm off", 'No send waited for a delayed acknowledgement.'],
  ['reset-loses-data', 'as it is', '14,480 of 40,000 bytes arrived; the reset lost the others.'],
  ['reset-loses-data', 'Read the whole request', 'All 40,000 bytes arrived, and nothing was reset.'],
  ['short-write', 'as it is', /^send took [\d,]+ of 1,000,000 bytes\.$/],
  ['short-write', 'Only 1,000 bytes', '1 send took all bytes.'],
  [
    'two-writers',
    'as it is',
    "The server printed: 5 bytes: b'\\x00\\x00\\x00\\x05h' · EOFError: the stream ended 1701604458 bytes too early",
  ],
  [
    'two-writers',
    'Hold a lock for a whole message',
    "The server printed: 5 bytes: b'hello' · 5 bytes: b'world'",
  ],
  [
    'header-torn',
    'Cut after 1 byte',
    /^The server printed: header: b'\\x00' · struct\.error: unpack requires/,
  ],
  ['timeout-loses-part', 'as it is', /^The server printed: (timed out · )+message: b'-halfother'/],
  ['half-close', 'as it is', "The client printed: got b'time for tea'"],
  ['udp-and-tcp', 'as it is', '2 sends came out of one recv.'],
  ['udp-truncate', 'as it is', '1 of 2 datagrams was cut: the rest of a datagram is gone.'],
  ['udp-truncate', 'recvfrom limit 2,000', 'All 2 datagrams were received, each by one recvfrom.'],
  ['udp-echo', 'as it is', 'All 3 datagrams were received, each by one recvfrom.'],
  ['udp-overflow', 'as it is', /^\d+ of 200 datagrams dropped: the buffer was full\.$/],
  ['udp-overflow', 'A buffer of 262,144 bytes', 'All 200 datagrams were received, each by one recvfrom.'],
]

describe('answerOf(session, path)', () => {
  it.skipIf(!isPrivate).each(answers)('answers the question of %s (%s)', (name, label, answer) => {
    const each = cases.find((one) => one.name === name && one.label === label)
    const session = each && sessions.get(each)
    if (!session) throw new Error('it was not run')
    const shown = experiments.find(({ info }) => info.name === name)?.info.stream ?? 0
    const path = pathsOf(each, session)[shown]
    const title = path && answerOf(session, path)?.title
    if (answer instanceof RegExp) expect(title).toMatch(answer)
    else expect(title).toBe(answer)
    if (name !== 'udp-overflow' || label !== 'as it is') return
    // The program asked its kernel.
    const printed = session.printed.map(({ text }) => text).join('')
    const dropped = Number(/dropped by the kernel: (\d+)/.exec(printed)?.[1])
    expect(number(/^[\d,]+/.exec(title ?? '')?.[0])).toBe(dropped)
  })
})
