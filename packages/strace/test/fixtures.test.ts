// strace's account of a program agrees with the program's own: fixtures/talk.c wrote both files of each way.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Result, StraceRecord } from '../src/index.ts'
import { readEveryCut } from './collect.ts'
import { ways } from './ways.ts'

const folder = join(import.meta.dirname, 'fixtures')

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

describe.each(Object.entries(ways))('a log of strace %s', (way, words) => {
  const { records, problems } = readEveryCut(readFileSync(join(folder, `${way}.strace`)))
  const strings = Number(/-s (\d+)/.exec(words.join(' '))?.[1] ?? 32)

  it('is read without a problem', () => {
    expect(problems).toEqual([])
    expect(records.length).toBeGreaterThan(50)
  })

  it('says of every call what the program itself logged', () => {
    const account = readFileSync(join(folder, `${way}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
    const own = account
      .map((line) => JSON.parse(line) as Said)
      .filter(({ call }) => spokenIn(way).includes(call))
      .map((said) =>
        said.call === 'send' || said.call === 'recv' ? { ...said, data: printed(said, strings) } : said,
      )
    const read = records.map(saidBy).filter((call) => call !== undefined)
    expect(byThread(read)).toEqual(byThread(own))
  })

  it('holds as many bytes of each call as strace printed, and says how many there were', () => {
    for (const record of records)
      if (record.kind === 'send' || record.kind === 'recv') {
        expect(record.length).toBe(
          typeof record.result === 'number' ? Math.min(record.result, record.asked ?? Infinity) : 0,
        )
        expect(record.data.length).toBeLessThanOrEqual(record.length)
      }
  })
})
