import type { ConditionValues } from '@unstick/api'
import type { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { printedBy, sessionOf } from '../../test/lab-bench.ts'
import { prepareRun } from './prepared-run.ts'

const run = (name: string, conditions: ConditionValues = {}): Promise<Session> =>
  sessionOf(prepareRun(name, conditions, 'none'))

/** What one program printed, line by line. */
const linesOf = (session: Session, program: string): string[] =>
  session.printed.filter((printed) => printed.program === program).map(({ text }) => text.trimEnd())

const lengths = (session: Session, lane: 'send' | 'recv', writer: string): number[] => {
  const stream = session.streams.find((each) => each.writer === writer)
  if (!stream) return []
  const { count, starts, ends } = stream[lane]
  return Array.from({ length: count }, (_, index) => Number(ends[index]) - Number(starts[index]))
}

/** The fates of the datagrams that a program sent, and how many bytes of each are gone. */
const fatesOf = (session: Session, writer: string): [string, number][] => {
  const stream = session.streams.find((each) => each.writer === writer)
  return stream ? Array.from(session.fates(stream), ({ fate, gone }) => [fate, gone]) : []
}

/** The calls of a program that moved no bytes: `recv(1024) = ECONNREFUSED`. */
const otherCalls = (session: Session, program: string): string[] =>
  session.calls
    .filter((call) => call.program === program)
    .map(({ call }) => {
      const result = typeof call.result === 'number' ? String(call.result) : call.result.errno
      return `${call.name}(${call.args.join(', ')}) = ${result}`
    })

describe.skipIf(process.platform !== 'linux')('udp-echo', () => {
  it('answers each datagram separately, although all three were in the reader’s buffer at once', async () => {
    const session = await run('udp-echo', { wait: 50 })
    expect(lengths(session, 'recv', 'client')).toEqual([5, 5, 4])
    expect(linesOf(session, 'client')).toEqual(["b'HELLO'", "b'WORLD'", "b'EGON'"])
  })

  it('with a limit of 3 loses the rest of each text', async () => {
    const session = await run('udp-echo', { wait: 0, limit: 3 })
    expect(linesOf(session, 'client')).toEqual(["b'HEL'", "b'WOR'", "b'EGO'"])
  })

  it('gives up on an answer that never comes, as Python does after settimeout', async () => {
    const session = await run('udp-echo', { wait: 300, timeout: 10 })
    expect(linesOf(session, 'client')).toEqual(['TimeoutError: timed out'])
  })

  it('sends an empty text as a datagram of 0 bytes', async () => {
    const session = await run('udp-echo', { wait: 0, first: '' })
    expect(linesOf(session, 'client')).toEqual(["b''", "b'WORLD'", "b'EGON'"])
  })
})

describe.skipIf(process.platform !== 'linux')('udp-truncate', () => {
  it('returns 1,024 of 2,000 bytes, and then the next datagram', async () => {
    const session = await run('udp-truncate')
    expect(linesOf(session, 'server')).toEqual(['1024 bytes', '4 bytes'])
    expect(fatesOf(session, 'client')).toEqual([
      ['truncated', 976],
      ['delivered', 0],
    ])
  })

  it('with a limit of 2,000 returns all', async () => {
    expect(printedBy(await run('udp-truncate', { limit: 2000 }))).toBe('2000 bytes\n4 bytes\n')
  })

  it('sends nothing longer than IPv4 can carry', async () => {
    expect(printedBy(await run('udp-truncate', { size: 65_507, limit: 65_507 }))).toBe(
      '65507 bytes\n4 bytes\n',
    )
    expect(() => prepareRun('udp-truncate', { size: 65_508 }, 'none')).toThrow(
      expect.objectContaining({ code: 'CONDITION_OUT_OF_RANGE' }) as Error,
    )
  })
})

describe.skipIf(process.platform !== 'linux')('udp-no-listener', () => {
  it('reports the error to the connected client one call late, and to the other client not at all', async () => {
    const session = await run('udp-no-listener')
    expect(linesOf(session, 'connected')).toEqual(['ConnectionRefusedError: [Errno 111] Connection refused'])
    expect(otherCalls(session, 'connected')).toEqual(['connect() = 0', 'recv(1024) = ECONNREFUSED'])
    expect(linesOf(session, 'server')).toEqual(["b'world'"])
    expect(linesOf(session, 'client')).toEqual(["b'WORLD'"])
    expect(fatesOf(session, 'connected').map(([fate]) => fate)).toEqual(['refused'])
    expect(fatesOf(session, 'client').map(([fate]) => fate)).toEqual(['lost', 'delivered'])
  })

  it('answers all if the server has started', async () => {
    const session = await run('udp-no-listener', { start: 0, early: 100, gap: 0 })
    expect(linesOf(session, 'server').toSorted()).toEqual(["b'hello'", "b'hello'", "b'world'"])
    expect(linesOf(session, 'connected')).toEqual(["b'HELLO'"])
  })
})

describe.skipIf(process.platform !== 'linux')('udp-overflow', () => {
  const figures = (session: Session): number[] =>
    linesOf(session, 'server').map((line) => Number(/\d+$/.exec(line)?.[0]))

  it('loses what does not fit, and the kernel counts exactly those', async () => {
    const session = await run('udp-overflow', { count: 60, wait: 300, timeout: 500 })
    const [read = 0, dropped = 0] = figures(session)
    expect(read + dropped).toBe(60)
    expect(dropped).toBeGreaterThan(0)
    expect(otherCalls(session, 'server')).toContain(`getsockopt(SO_MEMINFO, drops) = ${dropped}`)
    expect(fatesOf(session, 'client').filter(([fate]) => fate === 'lost')).toHaveLength(dropped)
    expect(lengths(session, 'recv', 'client')).toHaveLength(read)
    expect(lengths(session, 'send', 'client')).toHaveLength(60)
  })

  it('loses nothing if all fit', async () => {
    expect(figures(await run('udp-overflow', { count: 5, wait: 20, timeout: 500 }))).toEqual([5, 0])
  })
})

describe.skipIf(process.platform !== 'linux')('udp-chat', () => {
  it('gives each client the answers to its own messages', async () => {
    const session = await run('udp-chat', { server: 'yes', ann: 'a1|a2', bob: 'b1', cleo: '' })
    expect(linesOf(session, 'ann')).toEqual(['me: a1', 'server: yes', 'me: a2', 'server: yes'])
    expect(linesOf(session, 'bob')).toEqual(['me: b1', 'server: yes'])
    expect(linesOf(session, 'cleo')).toEqual([])
    const heard = linesOf(session, 'server').filter((line) => line.startsWith('from'))
    expect(heard.map((line) => line.slice(-2)).toSorted()).toEqual(['a1', 'a2', 'b1'])
  })

  it('ends a client that says quit, and the server with the last one', async () => {
    const session = await run('udp-chat', { ann: 'quit | never said', bob: '', cleo: '' })
    expect(printedBy(session)).toBe('')
    expect(otherCalls(session, 'ann')).toEqual(['close() = 0'])
  })

  it('ends all after the script of a server for which nobody types', async () => {
    const session = await run('udp-chat', { server: '', bob: '', cleo: '' })
    expect(linesOf(session, 'server')).toContain('EOFError: EOF when reading a line')
    expect(linesOf(session, 'ann')).toEqual(['me: hello, this is ann'])
  })
})
