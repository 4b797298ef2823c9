// What fixtures/talk.c says of its own calls, and what a log says of the same ones.
import type { Result, StraceRecord } from '../src/index.ts'

/** What the program says of one call. */
interface Said {
  readonly pid: number
  readonly call: string
  readonly fd: number
  readonly result: number | string
  readonly data?: string
  readonly asked?: number
  readonly flag?: string
  readonly option?: string
  readonly buffers?: readonly number[]
  readonly passed?: number
  readonly to?: number
  readonly from?: number
  readonly remote?: number
}

/** The bytes of a call in hex, as many as strace prints of each of its buffers: it stops at the first that it cuts. */
const printed = ({ data = '', buffers = [Infinity] }: Said, strings: number): string => {
  let length = 0
  for (const size of buffers) {
    length += Math.min(size, strings)
    if (size > strings) break
  }
  return data.slice(0, length * 2)
}

const numberOf = (result: Result): number | string =>
  typeof result === 'object' ? result.errno : (result ?? 'never')

/** What strace says of the same call; nothing of a call that the program does not speak of. */
const saidBy = (record: StraceRecord): Said | undefined => {
  if (!('result' in record)) return undefined
  const { pid = 0 } = record.caller
  const result = numberOf(record.result)
  const bytes = (data: Uint8Array) => Buffer.from(data).toString('hex')
  switch (record.kind) {
    case 'send':
    case 'recv': {
      const isOwn = record.offset === undefined && record.on.fd !== 1
      const data = bytes(record.data)
      const { asked = -1, flags } = record
      return isOwn
        ? {
            ...{ pid, call: record.kind, fd: record.on.fd, result, data, asked, flag: flags.join('|') },
            ...(record.buffers && { buffers: record.buffers }),
            ...(record.passed?.[0] && { passed: record.passed[0].fd }),
            ...(record.address?.kind === 'inet' && {
              [record.kind === 'send' ? 'to' : 'from']: record.address.port,
            }),
          }
        : undefined
    }
    case 'batch':
      return {
        pid,
        call: 'batch',
        fd: record.on.fd,
        result,
        data: record.messages.map(({ data }) => bytes(data)).join(''),
      }
    case 'copy':
      return { pid, call: record.name, fd: record.to.fd, result, asked: record.asked ?? -1 }
    case 'socket':
      return { pid, call: 'socket', fd: -1, result }
    case 'connect':
      return {
        ...{ pid, call: 'connect', fd: record.on.fd, result },
        ...(record.address?.kind === 'inet' && { remote: record.address.port }),
      }
    case 'accept':
    case 'shutdown':
      return { pid, call: record.kind, fd: record.on.fd, result }
    case 'dup':
      return typeof result === 'number' && result >= 900
        ? undefined
        : { pid, call: 'dup', fd: record.on.fd, result }
    case 'setsockopt':
      return record.option === 'TCP_NODELAY'
        ? { pid, call: 'setsockopt', fd: record.on.fd, result, option: record.option }
        : undefined
    default:
      return undefined
  }
}

const traced = ['send', 'recv', 'batch', 'sendfile', 'socket', 'connect', 'accept', 'shutdown', 'setsockopt']
/** The calls that a log has: `unstick run` does not ask strace for all. */
const spokenIn = (way: string) => (way === 'run' ? traced : [...traced, 'splice', 'dup'])

/** Calls by thread, because a log's order of different threads' calls is that of their returns. */
const byThread = (all: readonly Said[]) => {
  const threads = new Map<number, Omit<Said, 'pid'>[]>()
  for (const { pid, ...call } of all) threads.set(pid, [...(threads.get(pid) ?? []), call])
  return [...threads.values()]
}

/** By the program, as much of it as the log may have. */
export const saidByProgram = (account: string, way: string, words: readonly string[]) => {
  const strings = Number(/-s (\d+)/.exec(words.join(' '))?.[1] ?? 32)
  return byThread(
    account
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Said)
      .filter(({ call }) => spokenIn(way).includes(call))
      .map((said) =>
        said.call === 'send' || said.call === 'recv' ? { ...said, data: printed(said, strings) } : said,
      ),
  )
}

/** By strace. */
export const saidByLog = (records: readonly StraceRecord[]) =>
  byThread(
    records
      .filter(isSeen)
      .map(saidBy)
      .filter((call) => call !== undefined),
  )

/** A call that a signal interrupted is made again, and the program does not see that. */
const isSeen = (record: StraceRecord): boolean =>
  !('result' in record && typeof record.result === 'object' && record.result.errno.startsWith('ERESTART'))
