// The lines of a program that made calls about a stream: what a person reads as rows beside the code. A lab program's
// calls say which of its steps made them. In other programs a line is known by its call and its limit.
import { type CallKind, grouped, type Lane, type OtherCall } from '@unstick/session'
import { printableText } from '../bytes/text-of-bytes.ts'

/** One call of a line. */
export interface LineCall {
  /** Nanoseconds after the epoch: when it was made, and when it returned. */
  readonly time: number
  readonly done: number
  /** The lane's interval with its bytes; -1 if it moved none. */
  readonly index: number
  /** What it returned instead of bytes: `0 B`, `ECONNRESET`. */
  readonly outcome: string | undefined
}

export interface ProgramLine {
  /** `recv(1024)` */
  readonly label: string
  readonly kind: 'bytes' | 'call' | 'asleep'
  /** The step that it is; `undefined` if that is not known. */
  readonly step: string | undefined
  /** In the order in which they were made. */
  readonly calls: readonly LineCall[]
}

export interface ProgramLines {
  readonly program: string
  readonly port: number
  readonly lines: readonly ProgramLine[]
}

/** Lanes with more calls than this, and programs with more lines, are not shown line by line. */
const MOST_CALLS = 1_000
const MOST_LINES = 9
/** A longer text is not shown in a line's label. */
const MOST_TEXT = 9
/** This many printable bytes at the end of others are shown. */
const LEAST_TAIL = 2

export interface ToList {
  readonly program: string
  readonly port: number
  readonly lane: Lane
  /** By which call an interval was made. */
  readonly callOf: (index: number) => CallKind | undefined
  readonly read: (start: number, end: number) => Uint8Array
  /** Calls of the program that moved no bytes of the stream. */
  readonly others: readonly OtherCall[]
}

interface Found {
  readonly kind: ProgramLine['kind']
  readonly step: string | undefined
  readonly label: string
  readonly calls: LineCall[]
}

/** `undefined` if there are too many. */
export const programLines = (asked: ToList): ProgramLines | undefined => {
  const { program, port, lane, callOf, others } = asked
  if (lane.count + others.length > MOST_CALLS) return undefined
  const found = new Map<string, Found>()
  const add = ({ label, kind, step }: Omit<Found, 'calls'>, call: LineCall): void => {
    const key = step ?? label
    const line = found.get(key) ?? { kind, step, label, calls: [] }
    line.calls.push(call)
    found.set(key, line)
  }
  for (let index = 0; index < lane.count; index += 1) {
    const made = callOf(index)
    const limit = lane.limits[index] ?? NaN
    const label = `${made?.name ?? lane.kind}(${Number.isNaN(limit) ? '' : limit})`
    const [time, done] = [lane.times[index] as number, lane.dones[index] as number]
    add({ label, kind: 'bytes', step: made?.step }, { time, done, index, outcome: undefined })
  }
  for (const { time, duration, call } of others) {
    if (setUp.has(call.name)) continue
    const outcome = outcomeOf(call)
    add(
      { label: labelOf(call), kind: kindOf(call.name), step: call.step },
      { time, done: time + duration, index: -1, outcome },
    )
  }
  if (found.size > MOST_LINES || found.size === 0) return undefined
  const lines = [...found.values()].sort(inCodeOrder).map(({ label, kind, step, calls }) => ({
    label: lane.kind === 'send' && kind === 'bytes' ? sendLabel(asked, label, calls) : label,
    kind,
    step,
    calls: calls.sort((a, b) => a.time - b.time),
  }))
  return { program, port, lines }
}

/** They prepare a socket and say nothing about bytes. */
const setUp: ReadonlySet<string> = new Set(['bind', 'listen', 'setsockopt', 'getsockopt'])

/** By the numbers of their steps, or else by their first calls. */
const inCodeOrder = (a: Found, b: Found): number => {
  const [one, other] = [numbersOf(a), numbersOf(b)]
  for (let k = 0; k < Math.min(one.length, other.length); k += 1)
    if (one[k] !== other[k]) return (one[k] as number) - (other[k] as number)
  return firstTime(a) - firstTime(b)
}

const numbersOf = ({ step }: Found): readonly number[] => step?.split('.').map(Number) ?? []
const firstTime = ({ calls }: Found): number => Math.min(...calls.map(({ time }) => time))

/** A line that made one call shows what it sent; one that made several, how much each was if they are alike. */
const sendLabel = ({ lane, read }: ToList, label: string, calls: readonly LineCall[]): string => {
  const name = label.slice(0, label.indexOf('('))
  const sizes = new Set(
    calls.map(({ index }) => (index < 0 ? 0 : (lane.ends[index] as number) - (lane.starts[index] as number))),
  )
  const [size = 0] = sizes
  if (sizes.size > 1 || size === 0) return label
  const index = calls[0]?.index ?? -1
  if (calls.length > 1 || size > 64) return `${name}(${grouped(size)} B)`
  const bytes = read(lane.starts[index] as number, lane.ends[index] as number)
  const text = printableText(bytes)
  if (text !== undefined)
    return text.length <= MOST_TEXT ? `${name}(b'${text}')` : `${name}(${grouped(size)} B)`
  let tail = bytes.length
  while (tail > 0 && (bytes[tail - 1] as number) > 0x20 && (bytes[tail - 1] as number) < 0x7f) tail -= 1
  const end = printableText(bytes.subarray(tail))
  return end !== undefined && bytes.length - tail >= LEAST_TAIL && end.length <= MOST_TEXT
    ? `${name}(…${end})`
    : `${name}(${grouped(size)} B)`
}

type Call = OtherCall['call']

const labelOf = ({ name, args }: Call): string =>
  isRecv(name) || name === 'shutdown' || name === 'sleep' ? `${name}(${args[0] ?? ''})` : `${name}()`

const isRecv = (name: string): boolean => name.startsWith('recv') || name.startsWith('read')

const kindOf = (name: string): ProgramLine['kind'] =>
  name === 'sleep' ? 'asleep' : isRecv(name) || name.startsWith('send') ? 'bytes' : 'call'

const outcomeOf = ({ name, result }: Call): string | undefined =>
  typeof result !== 'number' ? result.errno : isRecv(name) ? `${result} B` : undefined
