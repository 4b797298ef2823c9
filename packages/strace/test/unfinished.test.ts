// Calls that strace cut in two, calls that never return, and what the reader says of text that it cannot read.
import { describe, expect, it } from 'vitest'
import type { StraceRecord } from '../src/index.ts'
import { StraceReader } from '../src/index.ts'
import { collect, readEveryCut, recordsOf } from './collect.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const lines = (...all: readonly string[]) => bytes(all.map((line) => `${line}\n`).join(''))
const brief = (record: StraceRecord) => ('name' in record ? `${record.name}@${record.line}` : record.kind)

describe('a call that another thread cut in two', () => {
  it('is one record, on the line of its beginning, when it returns', () => {
    const records = recordsOf(
      '1 1000000000.5 recvfrom(4,  <unfinished ...>',
      '2 1000000000.6 sendto(5, "abc", 3, 0, NULL, 0 <unfinished ...>',
      '1 1000000000.7 <... recvfrom resumed>"abc", 9, 0, NULL, NULL) = 3 <0.200000>',
      '2 1000000000.8 <... sendto resumed>) = 3 <0.200001>',
    )
    expect(records).toMatchObject([
      {
        name: 'recvfrom',
        line: 1,
        start: 1_000_000_000_500_000_000n,
        resumed: 1_000_000_000_700_000_000n,
        duration: 200_000_000,
        length: 3,
      },
      { name: 'sendto', line: 2, start: 1_000_000_000_600_000_000n, length: 3, asked: 3 },
    ])
  })

  it.each([
    ['as strace 5 writes it', 'read(4,  <unfinished ...>', '<... read resumed> "abc", 9) = 3'],
    ['as strace 6 writes it', 'read(4,  <unfinished ...>', '<... read resumed>"abc", 9) = 3'],
    ['as strace 7 writes it', 'read(4 <unfinished ...>', '<... read resumed>, "abc", 9)          = 3'],
    ['before the first argument', 'read( <unfinished ...>', '<... read resumed>4, "abc", 9) = 3'],
  ])('%s', (_, first, second) => {
    expect(recordsOf(`1 ${first}`, '2 close(9) = 0', `1 ${second}`).at(-1)).toMatchObject({
      name: 'read',
      on: { fd: 4 },
      length: 3,
      asked: 9,
    })
  })

  it('is matched by its thread, however many wait', () => {
    const threads = Array.from({ length: 500 }, (_, index) => index + 1)
    const { records } = collect([
      lines(
        ...threads.map((thread) => `${thread} read(${thread}, <unfinished ...>`),
        ...threads.map((thread) => `${thread} <... read resumed>"x", 1) = 1`).reverse(),
      ),
    ])
    expect(records.map((record) => (record.kind === 'recv' ? record.on.fd : 0))).toEqual(threads.toReversed())
  })

  it('says beforehand that a thread or process is being made', () => {
    expect(
      recordsOf(
        '1 clone3({flags=CLONE_VM|CLONE_FILES, stack_size=0x7fff00} <unfinished ...>',
        '2 close(3) = 0',
        '1 <... clone3 resumed> => {parent_tid=[2]}, 88) = 2',
      ),
    ).toMatchObject([
      { kind: 'forking', line: 1, flags: ['CLONE_VM', 'CLONE_FILES'] },
      { kind: 'close' },
      { kind: 'fork', line: 1, child: { pid: 2 } },
    ])
  })
})

describe('a call that never returns', () => {
  it.each([
    [
      'because its thread ended',
      ['1 read(3,  <unfinished ...>', '1 +++ killed by SIGKILL +++'],
      ['read@1', 'end'],
    ],
    [
      'because its thread ended in it',
      ['1 read(3,  <unfinished ...>) = ?', '1 +++ exited with 0 +++'],
      ['read@1', 'end'],
    ],
    ['because strace let go', ['1 read(3,  <detached ...>'], ['read@1']],
    ['because the log ends', ['1 read(3, <unfinished ...>'], ['read@1']],
    [
      'because the thread has another',
      ['1 read(3, <unfinished ...>', '1 close(4) = 0'],
      ['read@1', 'close@2'],
    ],
    [
      'but was resumed',
      ['1 read(3, <unfinished ...>', '2 close(4) = 0', '1 <... read resumed> <unfinished ...>) = ?'],
      ['close@2', 'read@1'],
    ],
  ])('is given without a result %s', (_, text, expected) => {
    const records = recordsOf(...text)
    expect(records.map(brief)).toEqual(expected)
    expect(records.find((record) => 'name' in record && record.name === 'read')).toMatchObject({
      on: { fd: 3 },
      result: undefined,
      length: 0,
    })
  })

  it('goes on under another id if it was an execve of a thread that is not the first', () => {
    expect(
      recordsOf(
        '1 pause( <unfinished ...>',
        '2 execve("/bin/true", ["true"], 0x7f /* 1 var */ <unfinished ...>',
        '1 <... pause resumed>) = ?',
        '1 +++ superseded by execve in pid 2 +++',
        '1 <... execve resumed>) = 0',
      ).map(brief),
    ).toEqual(['pause@1', 'end', 'execve@2'])
  })
})

describe('text that cannot be read', () => {
  const problemsOf = (...text: readonly string[]) =>
    readEveryCut(lines(...text)).problems.map(({ code, line, column }) => `${code} ${line}:${column}`)

  it('is a problem with line and column, and what follows is read', () => {
    const { records, problems } = readEveryCut(
      lines('close(3) = 0', 'hello', '1 read(3 = 3', '1 read(3, "abc', 'close(4) = 0'),
    )
    expect(records.map(brief)).toEqual(['close@1', 'close@5'])
    expect(problems.map(({ message }) => message)).toEqual([
      'Line 2, column 1: this is not a line that strace writes.',
      'Line 3, column 9: this is a call whose text could not be read from there on.',
      'Line 4, column 11: this is a call whose text could not be read from there on.',
    ])
  })

  it.each([
    ['1 <... read resumed>"x", 1) = 1', 'RESUMED_WITHOUT_BEGINNING 1:3'],
    ['1 <what is this', 'LINE_UNREADABLE 1:3'],
    ['12:34:56x close(3) = 0', 'LINE_UNREADABLE 1:9'],
    ['+++ left +++', 'LINE_UNREADABLE 1:1'],
    ['close(3)', 'CALL_UNREADABLE 1:9'],
    ['close(3) 0', 'CALL_UNREADABLE 1:10'],
    ['close(3) = x', 'CALL_UNREADABLE 1:12'],
    ['close(x) = 0', 'CALL_UNREADABLE 1:7'],
    ['sendmsg(3, {msg_name=NULL, msg_iov=[{iov_base="a", iov_len=1}, 0) = 1', 'CALL_UNREADABLE 1:65'],
    ['read(3<TCP:[1, "a", 1) = 1', 'CALL_UNREADABLE 1:7'],
  ])('of %s', (line, problem) => {
    expect(problemsOf(line)).toEqual([problem])
  })

  it('of a cut call is at its place in either line', () => {
    expect(problemsOf('1 read(x,  <unfinished ...>', '1 <... read resumed>"a", 1) = 1')).toEqual([
      'CALL_UNREADABLE 1:8',
    ])
    expect(problemsOf('1 read(3,  <unfinished ...>', '1 <... read resumed>"a", 1) 1')).toEqual([
      'CALL_UNREADABLE 2:29',
    ])
  })
})

describe('limits', () => {
  it('skip a line that is too long, once, and go on', () => {
    const long = `write(3, "${'x'.repeat(200)}", 200) = 200`
    for (const pieces of [
      [lines(long, 'close(3) = 0')],
      [...lines(long, 'close(3) = 0')].map((byte) => Uint8Array.of(byte)),
    ]) {
      const { records, problems } = collect(pieces, { maxLine: 100 })
      expect(records.map(brief)).toEqual(['close@2'])
      expect(problems).toMatchObject([{ code: 'LINE_TOO_LONG', line: 1 }])
    }
  })

  it('drop the oldest call that has not returned, by number and by bytes', () => {
    const begun = [1, 2, 3].map((thread) => `${thread} write(3, "${'x'.repeat(20)}", 20 <unfinished ...>`)
    for (const limits of [{ maxPending: 2 }, { maxPendingBytes: 90 }]) {
      const { records, problems } = collect([lines(...begun)], limits)
      expect(problems).toMatchObject([{ code: 'PENDING_DROPPED', line: 1, column: 3 }])
      expect(records.map(brief)).toEqual(['write@2', 'write@3'])
    }
  })

  it('bound what is kept, whatever comes', () => {
    const reader = new StraceReader(
      { record: () => undefined },
      { maxLine: 1_000, maxPending: 10, maxPendingBytes: 5_000 },
    )
    let most = 0
    for (let thread = 0; thread < 2_000; thread++) {
      reader.push(
        lines(`${thread} write(3, "${'x'.repeat(900)}", 900 <unfinished ...>`).subarray(
          0,
          500 + (thread % 500),
        ),
      )
      most = Math.max(most, reader.held)
    }
    expect(most).toBeLessThanOrEqual(6_000)
  })
})
