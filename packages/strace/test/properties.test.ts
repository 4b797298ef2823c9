// What holds for every text: the same records in any pieces; strings come back as the bytes that strace printed; and
// whatever damage a log has, nothing is thrown, and all lines without damage are read.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SocketFollower, StraceReader } from '../src/index.ts'
import { collect, cutAt, recordOf } from './collect.ts'
import { ways } from './ways.ts'

const fixtures = Object.keys(ways).map((name) =>
  Uint8Array.from(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.strace`))),
)
const anyLog = fc.constantFrom(...fixtures)
const seeded = (seed: number, numRuns: number) => ({ seed, numRuns })

test('a log cut at any places gives the same records', () => {
  fc.assert(
    fc.property(anyLog, fc.array(fc.nat(200_000), { maxLength: 40 }), (log, places) => {
      expect(collect(cutAt(log, places))).toEqual(collect([log]))
    }),
    seeded(1, 40),
  )
})

/** string_quote in strace's util.c, by its words: the manner of -x, of -xx, or neither. */
const quote = (bytes: Uint8Array, manner: 'c' | 'x' | 'xx'): string => {
  const hex = () => [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  const needsHex = bytes.some((byte) => byte > 0x7e || (byte < 0x20 && (byte < 9 || byte > 13)))
  if (manner === 'xx' || (manner === 'x' && needsHex)) return `"${hex()}"`
  const escapes = new Map(['"', '\\'].map((one) => [one.charCodeAt(0), `\\${one}`]))
  for (const [byte, letter] of [
    [12, 'f'],
    [10, 'n'],
    [13, 'r'],
    [9, 't'],
    [11, 'v'],
  ] as const)
    escapes.set(byte, `\\${letter}`)
  const octal = (byte: number, next: number | undefined) =>
    `\\${byte.toString(8).padStart(next !== undefined && next >= 0x30 && next <= 0x37 ? 3 : 1, '0')}`
  const one = (byte: number, index: number) =>
    escapes.get(byte) ??
    (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : octal(byte, bytes[index + 1]))
  return `"${Array.from(bytes, one).join('')}"`
}

test('any bytes come back from a string as strace prints it', () => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ maxLength: 40 }).map((text) => Uint8Array.from(Buffer.from(text))),
  )
  fc.assert(
    fc.property(anyBytes, fc.constantFrom('c' as const, 'x' as const, 'xx' as const), (bytes, manner) => {
      const record = recordOf(`write(3, ${quote(bytes, manner)}, ${bytes.length}) = ${bytes.length}`)
      expect(record.kind === 'send' && Buffer.compare(record.data, bytes)).toBe(0)
    }),
    seeded(2, 150),
  )
})

test('a log with damage throws nothing, and every line that has none is read as before', () => {
  const damage = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('byte', 'remove', 'insert'),
    value: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"<>()[]{}\\,= \0\x1b'))),
    count: fc.integer({ min: 1, max: 40 }),
  })
  const small = fixtures
    .filter((log) => log.length < 20_000)
    .map((log) => ({ log, whole: collect([log]).records }))
  fc.assert(
    fc.property(fc.constantFrom(...small), damage, ({ log, whole }, { at: place, kind, value, count }) => {
      const at = place % log.length
      const before = log.subarray(0, at)
      const behind = log.subarray(kind === 'remove' ? at + count : kind === 'byte' ? at + 1 : at)
      const between =
        kind === 'remove' ? new Uint8Array(0) : new Uint8Array(kind === 'byte' ? 1 : count).fill(value)
      const events: unknown[] = []
      const follower = new SocketFollower((event) => events.push(event))
      const lines = new Set<number>()
      const reader = new StraceReader({
        record: (record) => {
          follower.take(record)
          lines.add(record.line)
        },
      })
      for (const piece of [before, between, behind]) reader.push(piece)
      reader.end()
      const first = Buffer.from(before).toString('latin1').split('\n').length
      for (const { line, kind } of whole)
        if (line < first && kind !== 'forking' && !cutAcross(log, first, line)) expect(lines).toContain(line)
    }),
    seeded(3, 500),
  )
})

/** Whether the line's call ends on a line that may have the damage. */
const cutAcross = (log: Uint8Array, damaged: number, line: number): boolean => {
  const text = Buffer.from(log).toString('latin1').split('\n')[line - 1] ?? ''
  return text.includes('unfinished') && damaged > 0
}

test('random bytes throw nothing, and neither do random lines of strace’s words', () => {
  const words = fc.constantFrom(
    ...[
      '1 ',
      '[pid 2] ',
      '12:00:00 ',
      '1795930680.5 ',
      'read(',
      'sendmsg(',
      'recvmmsg(',
      'clone3(',
      'execve(',
      'accept4(',
    ],
    ...[
      '3',
      '<TCP:[1.2.3.4:5->6.7.8.9:10]>',
      '</x>',
      '<',
      '>',
      ', ',
      '"abc"',
      '"\\x41"',
      '"',
      '...',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
    ],
    ...[
      'msg_iov=',
      'iov_base=',
      'iov_len=',
      'msg_control=',
      'cmsg_type=SCM_RIGHTS',
      'cmsg_data=',
      '0',
      '-1',
      ' = ',
      '?',
      ' EAGAIN (x)',
    ],
    ...[
      ' <unfinished ...>',
      '<... read resumed>',
      '+++ exited with 0 +++',
      '--- SIGINT {} ---',
      '\n',
      '\r\n',
      '/* ',
      ' */',
      '\x1b[1m',
      '-',
    ],
  )
  const text = fc.oneof(
    fc.array(words, { maxLength: 60 }).map((all) => Uint8Array.from(Buffer.from(all.join(''), 'latin1'))),
    fc.uint8Array({ maxLength: 300 }),
  )
  fc.assert(
    fc.property(text, fc.array(fc.nat(300), { maxLength: 5 }), (bytes, places) => {
      const whole = collect([bytes])
      expect(collect(cutAt(bytes, places))).toEqual(whole)
      const follower = new SocketFollower(() => undefined)
      for (const record of whole.records) follower.take(record)
    }),
    seeded(4, 1_500),
  )
})
