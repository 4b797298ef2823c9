// Lines in every manner that strace 5.0 to 7.2 has of writing them. Expected values are by hand, from strace's source:
// the printing functions named beside each group.
import { describe, expect, it } from 'vitest'
import type { StraceRecord } from '../src/index.ts'
import { collect, recordOf, recordsOf } from './collect.ts'

const text = (record: StraceRecord): string =>
  'data' in record ? Buffer.from(record.data).toString('latin1') : ''

describe('what comes before a call (printleader, strace.c)', () => {
  it.each([
    ['nothing', 'close(3) = 0', {}, undefined],
    ['an id, as in a file', '1234  close(3) = 0', { pid: 1234 }, undefined],
    ['an id, as on a terminal', '[pid   123] close(3) = 0', { pid: 123 }, undefined],
    ['a name, with -Y', '1234<cat> close(3) = 0', { pid: 1234, name: 'cat' }, undefined],
    [
      'a name in hex',
      String.raw`[pid  1234<\x63\x61\x74>] close(3) = 0`,
      { pid: 1234, name: 'cat' },
      undefined,
    ],
    [
      'a name with escapes',
      String.raw`1234<a\74b\76\n> close(3) = 0`,
      { pid: 1234, name: 'a<b>\n' },
      undefined,
    ],
    ['-t', '1234  13:14:15 close(3) = 0', { pid: 1234 }, 47_655_000_000_000n],
    ['-tt', '13:14:15.000123 close(3) = 0', {}, 47_655_000_123_000n],
    ['-ttt', '1795930680.716238 close(3) = 0', {}, 1_795_930_680_716_238_000n],
    ['format:unix', '1795930680 close(3) = 0', {}, 1_795_930_680_000_000_000n],
    [
      'format:unix,precision:ns',
      '7 1795930680.000000001 close(3) = 0',
      { pid: 7 },
      1_795_930_680_000_000_001n,
    ],
    ['format:unix,precision:ms', '7 1795930680.123 close(3) = 0', { pid: 7 }, 1_795_930_680_123_000_000n],
    ['-r', '     0.000123 close(3) = 0', {}, 123_000n],
    ['-r with an id', '1234       0.000123 close(3) = 0', { pid: 1234 }, 123_000n],
    ['-r, precision:s', '     2 close(3) = 0', {}, 2_000_000_000n],
    ['-t -r', '1234  13:14:15 (+     0.000123) close(3) = 0', { pid: 1234 }, 47_655_000_000_000n],
    ['-n', '1234  [   3] close(3) = 0', { pid: 1234 }, undefined],
    ['-i', '[pid  1234] [00007f1d4c2a3b4d] close(3) = 0', { pid: 1234 }, undefined],
    [
      '-i of what it cannot read',
      '1234  13:14:15 [????????????????] close(3) = 0',
      { pid: 1234 },
      47_655_000_000_000n,
    ],
    ['--secontext', '1234  [unconfined_t] close(3) = 0', { pid: 1234 }, undefined],
  ])('is %s', (_, line, caller, start) => {
    expect(recordOf(line)).toMatchObject({ kind: 'close', on: { fd: 3 }, result: 0, caller })
    expect(recordOf(line).start).toBe(start)
  })

  it('is a clock of its own for each manner', () => {
    const clockOf = (line: string) => collect([Uint8Array.from(Buffer.from(`${line}\n`))]).clock
    expect(
      ['close(3) = 0', '13:14:15 close(3) = 0', '1795930680.1 close(3) = 0', '     0.1 close(3) = 0'].map(
        clockOf,
      ),
    ).toEqual([undefined, 'day', 'epoch', 'relative'])
  })

  it('goes on after midnight with -t, and adds up with -r', () => {
    const starts = (...lines: string[]) =>
      recordsOf(...lines.map((line) => `${line} close(3) = 0`)).map(({ start }) => start)
    expect(starts('23:59:59', '00:00:01', '00:00:00')).toEqual(
      [86_399n, 86_401n, 86_400n].map((s) => s * 1_000_000_000n),
    )
    expect(starts('     0.000000', '     1.500000', '     0.000001')).toEqual([
      0n,
      1_500_000_000n,
      1_500_001_000n,
    ])
  })
})

describe('what comes after a call (syscall_exiting_trace, syscall.c)', () => {
  it.each([
    ['a number', 'read(3, "abc", 9) = 3', 3, undefined],
    ['aligned in column 40', 'read(3, "abc", 9)                       = 3', 3, undefined],
    ['with -T', 'read(3, "abc", 9) = 3 <0.000012>', 3, 12_000],
    ['with --syscall-times=ns', 'read(3, "abc", 9) = 3 <12.345678901>', 3, 12_345_678_901],
    ['with --syscall-times=s', 'read(3, "abc", 9) = 3 <2>', 3, 2_000_000_000],
    [
      'an errno',
      'read(3, 0x7ffe8, 9) = -1 EAGAIN (Resource temporarily unavailable) <0.000012>',
      { errno: 'EAGAIN' },
      12_000,
    ],
    ['an errno without a name', 'read(3, 0x7ffe8, 9) = -1 (errno 530)', { errno: '530' }, undefined],
    [
      'a restart',
      'read(3, 0x7ffe8, 9) = ? ERESTARTSYS (To be restarted if SA_RESTART is set) <0.5>',
      { errno: 'ERESTARTSYS' },
      500_000_000,
    ],
    [
      'another',
      'read(3, 0x7ffe8, 9) = ? ERESTARTNOINTR (To be restarted)',
      { errno: 'ERESTARTNOINTR' },
      undefined,
    ],
    ['nothing', 'read(3, 0x7ffe8, 9) = ?', undefined, undefined],
    ['nothing that strace could get', 'read(3, 0x7ffe8, 9) = ? <unavailable>', undefined, undefined],
    ['an injected one', 'read(3, "abc", 9) = 3 (INJECTED)', 3, undefined],
    [
      'an injected errno',
      'read(3, 0x7ffe8, 9) = -1 EIO (Input/output error) (INJECTED)',
      { errno: 'EIO' },
      undefined,
    ],
    ['a hexadecimal one, with -e raw', 'read(0x3, 0x7ffe8, 0x9) = 0x3', 3, undefined],
  ])('is %s', (_, line, result, duration) => {
    expect(recordOf(line)).toMatchObject({ kind: 'recv', on: { fd: 3 }, asked: 9 })
    expect([(recordOf(line) as { result: unknown }).result, recordOf(line).duration]).toEqual([
      result,
      duration,
    ])
  })
})

describe('a string (string_quote, util.c)', () => {
  it.each([
    ['with escapes of C', String.raw`"a\"\\\n\r\t\v\f"`, 'a"\\\n\r\t\v\f'],
    ['with octal escapes, short and long', String.raw`"\0\0001\177\3778\1"`, '\0\x001\x7f\xff8\x01'],
    ['with -x, in hex as a whole', String.raw`"\x00\x22\xff"`, '\0"\xff'],
    ['with --strings-in-hex=non-ascii-chars', String.raw`"a\x00b\n\xff"`, 'a\0b\n\xff'],
    ['that begins in hex alone', String.raw`"\x00abcd"`, '\0abcd'],
    ['in capital hex', String.raw`"\xAB"`, '\xab'],
    ['of plain text', '"hello, (world) <x> = 1 /* no */"', 'hello, (world) <x> = 1 /* no */'],
    ['that looks like an end', '"x <unfinished ...>"', 'x <unfinished ...>'],
    ['that is empty', '""', ''],
  ])('%s', (_, quoted, expected) => {
    const record = recordOf(`write(3, ${quoted}, ${expected.length}) = ${expected.length}`)
    expect(text(record)).toBe(expected)
  })

  it('that was cut has a length of its own', () => {
    expect(recordOf('write(3, "abc"..., 100) = 100')).toMatchObject({
      length: 100,
      asked: 100,
      data: Uint8Array.from(Buffer.from('abc')),
    })
  })

  it('of a short write gives the bytes that were taken', () => {
    expect(recordOf('write(3, "abcdef", 6) = 2')).toMatchObject({ length: 2, asked: 6, result: 2 })
    expect(text(recordOf('write(3, "abcdef", 6) = 2'))).toBe('ab')
  })
})

describe('a descriptor (printfd, util.c; get_sockaddr_by_inode, socketutils.c)', () => {
  it.each([
    ['TCP:[38744]', { kind: 'socket', protocol: 'TCP', inode: 38_744 }],
    ['TCP:[0.0.0.0:80]', { kind: 'inet', protocol: 'TCP', local: { address: '0.0.0.0', port: 80 } }],
    [
      'UDPv6:[[::1]:53->[fe80::1]:5353]',
      {
        kind: 'inet',
        protocol: 'UDPv6',
        local: { address: '::1', port: 53 },
        remote: { address: 'fe80::1', port: 5353 },
      },
    ],
    [
      'TCPv6:[[::ffff:127.0.0.1]:80]',
      { kind: 'inet', protocol: 'TCPv6', local: { address: '::ffff:127.0.0.1', port: 80 } },
    ],
    ['L2TP/IP:[1.2.3.4:5]', { kind: 'inet', protocol: 'L2TP/IP', local: { address: '1.2.3.4', port: 5 } }],
    ['UNIX-STREAM:[1->2]', { kind: 'unix', protocol: 'UNIX-STREAM', inode: 1, peer: 2 }],
    ['UNIX:[1->2,"/run/a->b>c"]', { kind: 'unix', protocol: 'UNIX', inode: 1, peer: 2, path: '/run/a->b>c' }],
    [
      String.raw`UNIX-DGRAM:[9,@"\x61\x00"]`,
      { kind: 'unix', protocol: 'UNIX-DGRAM', inode: 9, path: '@a\0' },
    ],
    ['NETLINK:[ROUTE:1234]', { kind: 'socket', protocol: 'NETLINK' }],
    ['socket:[77]', { kind: 'socket', protocol: 'socket', inode: 77 }],
    ['pipe:[12]', { kind: 'file', path: 'pipe:[12]' }],
    ['/dev/pts/1<char 136:1>', { kind: 'file', path: '/dev/pts/1', device: 'char 136:1' }],
    ['/dev/ptmx<char 5:2 @/dev/pts/3>', { kind: 'file', path: '/dev/ptmx', device: 'char 5:2 @/dev/pts/3' }],
    [String.raw`/tmp/a\74b\76)->`.slice(0, -2) + '-', { kind: 'file', path: '/tmp/a<b>)-' }],
    ['anon_inode:[eventpoll]', { kind: 'file', path: 'anon_inode:[eventpoll]' }],
    ['pid:1234', { kind: 'file', path: 'pid:1234' }],
  ])('is followed by <%s>', (label, expected) => {
    expect(recordOf(`close(3<${label}>) = 0`)).toMatchObject({ on: { fd: 3, label: expected } })
    expect(recordOf(`read(3<${label}>, "x", 1) = 1`)).toMatchObject({
      on: { fd: 3, label: expected },
      length: 1,
    })
  })

  it.each([
    'read(3</tmp/x>(deleted), "x", 1) = 1',
    'read(3</tmp/x> [unconfined_t], "x", 1) = 1',
    'read(fd=3</tmp/x>, buf="x", count=1) = 1',
  ])('may have more behind it: %s', (line) => {
    expect(recordOf(line)).toMatchObject({ on: { fd: 3, label: { path: '/tmp/x' } }, length: 1 })
  })
})

describe('an address (print_sockaddr, sockaddr.c)', () => {
  it.each([
    [
      '{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}',
      { kind: 'inet', family: 'AF_INET', address: '127.0.0.1', port: 80 },
    ],
    [
      String.raw`{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("\x31\x2e\x32\x2e\x33\x2e\x34")}`,
      { kind: 'inet', family: 'AF_INET', address: '1.2.3.4', port: 80 },
    ],
    [
      '{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "fe80::1", &sin6_addr), sin6_scope_id=if_nametoindex("eth0")}',
      { kind: 'inet', family: 'AF_INET6', address: 'fe80::1', port: 80 },
    ],
    [
      '{sa_family=AF_INET6, sin6_port=htons(80), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_flowinfo=htonl(0), sin6_scope_id=0}',
      { kind: 'inet', family: 'AF_INET6', address: '::1', port: 80 },
    ],
    ['{sa_family=AF_UNIX, sun_path="/run/x"}', { kind: 'unix', path: '/run/x' }],
    ['{sa_family=AF_UNIX, sun_path=@"x\\0"}', { kind: 'unix', path: '@x\0' }],
    ['{sa_family=AF_UNIX}', { kind: 'unix' }],
    ['{sa_family=AF_UNSPEC, sa_data="\\0\\0"}', { kind: 'other', family: 'AF_UNSPEC' }],
    ['{sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}', { kind: 'other', family: 'AF_NETLINK' }],
  ])('is %s', (address, expected) => {
    expect(recordOf(`connect(3, ${address}, 16) = 0`)).toMatchObject({ kind: 'connect', address: expected })
  })
})
