// Descriptors are followed: by what the calls say, without strace's -yy, and by its labels where calls are missing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { follow, told } from './follow.ts'

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, 'fixtures', `${name}.strace`), 'latin1')
const address = (port: number) =>
  `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}`

/** The text without what -yy says behind descriptors. */
const withoutLabels = (text: string) =>
  text.replaceAll(/(\d)<(?:TCP|UDP|UNIX|pipe|\/)[^"\n]*?>(?:\(deleted\))?(?=[,\]) \n])/g, '$1')

describe('a log without -yy', () => {
  const labelled = follow(fixture('sockets'))
  const bare = follow(withoutLabels(fixture('sockets')))

  it('gives the same events on the same sockets as with it', () => {
    const summary = (events: typeof bare) =>
      events.map((event) => {
        // Without labels nothing says that standard output is a socket.
        if (!('socket' in event) || event.fd === 1) return ''
        return `${event.line} ${event.kind} #${event.socket.id} ${event.socket.protocol} ${event.fd}`
      })
    expect(withoutLabels(fixture('sockets'))).not.toContain('<TCP')
    expect(bare.length).toBeGreaterThan(60)
    expect(summary(bare).filter(Boolean)).toEqual(summary(labelled).filter(Boolean))
  })

  it('knows the endpoints that strace says with it, of each send and recv over TCP', () => {
    const ends = (events: typeof bare) =>
      events.flatMap((event) =>
        (event.kind === 'send' || event.kind === 'recv') && event.socket.protocol === 'tcp'
          ? [[event.line, event.local, event.remote]]
          : [],
      )
    expect(ends(bare).length).toBeGreaterThan(15)
    expect(ends(bare)).toEqual(ends(labelled))
  })
})

describe('a fork server', () => {
  it('closes a connection when the last process closes it, not the first', () => {
    expect(
      told(
        [
          '1 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3',
          `1 bind(3, ${address(80)}, 16) = 0`,
          '1 listen(3, 5) = 0',
          `1 accept(3, ${address(5000)}, [16]) = 4`,
          '1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = 2',
          '1 close(4) = 0',
          '2 close(3) = 0',
          '2 read(4, "GET", 10) = 3',
          '2 write(4, "200", 3) = 3',
          '2 exit_group(0) = ?',
          '2 +++ exited with 0 +++',
          '',
        ].join('\n'),
      ),
    ).toEqual([
      '1 socket #1 tcp ?>?',
      '1 bind #1 tcp 127.0.0.1:80>?',
      '1 listen #1 tcp 127.0.0.1:80>?',
      '1 accept #2 tcp 127.0.0.1:80>127.0.0.1:5000',
      '1 close #2 tcp 127.0.0.1:80>127.0.0.1:5000 not last close',
      '2 close #1 tcp 127.0.0.1:80>? not last close',
      '2 recv #2 tcp 127.0.0.1:80>127.0.0.1:5000 @0+3 "GET"',
      '2 send #2 tcp 127.0.0.1:80>127.0.0.1:5000 @0+3 "200"',
      '2 close #2 tcp 127.0.0.1:80>127.0.0.1:5000 last exit',
    ])
  })

  it('is followed where a child speaks before its fork returns', () => {
    expect(
      told(
        [
          `1 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3`,
          `1 connect(3, ${address(80)}, 16) = 0`,
          '1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD <unfinished ...>',
          '2 write(3, "a", 1) = 1',
          '1 <... clone resumed>, child_tidptr=0x7f0) = 2',
          '1 close(3) = 0',
          '2 close(3) = 0',
          '',
        ].join('\n'),
      ).slice(2),
    ).toEqual([
      '2 send #1 tcp ?>127.0.0.1:80 @0+1 "a"',
      '1 close #1 tcp ?>127.0.0.1:80 not last close',
      '2 close #1 tcp ?>127.0.0.1:80 last close',
    ])
  })
})

describe('descriptors', () => {
  const made = 'socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 3'

  it.each([
    [
      'threads share them',
      'clone3({flags=CLONE_VM|CLONE_FILES|CLONE_THREAD, stack_size=0x7fff80} => {parent_tid=[2]}, 88) = 2',
      'last',
    ],
    [
      'processes with CLONE_FILES share them',
      'clone(child_stack=NULL, flags=CLONE_FILES|SIGCHLD) = 2',
      'last',
    ],
    ['other children have their own', 'vfork() = 2', 'not last'],
  ])('%s', (_, fork, last) => {
    expect(told(`1 ${made}\n1 ${fork}\n2 close(3) = 0\n`).at(-1)).toBe(
      `${fork.includes('THREAD') ? 1 : 2} close #1 tcp ?>? ${last} close`,
    )
  })

  it('are copied by dup, dup2, dup3 and fcntl, and one of them is as good as the other', () => {
    const copies = ['dup(3) = 4', 'dup2(4, 5) = 5', 'dup3(5, 6, O_CLOEXEC) = 6', 'fcntl(6, F_DUPFD, 10) = 10']
    expect(told(`${made}\n${copies.join('\n')}\nsend(10, "x", 1, 0) = 1\n`).at(-1)).toBe(
      'send #1 tcp ?>? @0+1 "x"',
    )
  })

  it('that dup2 replaces are closed', () => {
    expect(
      told(`${made}\nsocket(AF_INET, SOCK_DGRAM, 0) = 4\ndup2(4, 3) = 3\nsend(3, "x", 1, 0) = 1\n`).slice(2),
    ).toEqual(['close #1 tcp ?>? last dup2', 'send #2 udp ?>? @0+1 "x"'])
  })

  it('are closed by execve if they are marked so', () => {
    const other = 'socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 4'
    const marked = 'fcntl(4, F_SETFD, FD_CLOEXEC) = 0'
    expect(told(`${made}\n${other}\nexecve("/bin/cat", ["cat"], 0x7f0 /* 3 vars */) = 0\n`).slice(2)).toEqual(
      ['close #1 tcp ?>? last execve'],
    )
    expect(
      told(`${other}\n${marked}\nexecve("/bin/cat", ["cat"], 0x7f0 /* 3 vars */) = 0\n`).slice(1),
    ).toEqual(['close #1 udp ?>? last execve'])
  })

  it('are closed in ranges, or marked', () => {
    expect(told(`${made}\nclose_range(3, 4294967295, 0) = 0\n`).at(-1)).toBe(
      'close #1 tcp ?>? last close_range',
    )
    expect(
      told(`${made}\nclose_range(3, 4294967295, CLOSE_RANGE_CLOEXEC) = 0\nsend(3, "x", 1, 0) = 1\n`).at(-1),
    ).toBe('send #1 tcp ?>? @0+1 "x"')
  })

  it('that are no sockets give no events, except what goes to standard output and error', () => {
    expect(
      told(
        [
          'openat(AT_FDCWD, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3',
          'read(3, "127.0.0.1", 4096) = 9',
          'pipe2([4, 5], 0) = 0',
          'write(5, "x", 1) = 1',
          'write(1, "out\\n", 4) = 4',
          'writev(2, [{iov_base="e", iov_len=1}, {iov_base="rr", iov_len=2}], 2) = 3',
          '',
        ].join('\n'),
      ),
    ).toEqual(['print "out\\n"', 'print "err"'])
  })

  it('of which the log has no beginning are sockets where a call says so', () => {
    expect(told('read(3, "?", 1) = 1\nrecv(4, "x", 10, 0) = 1\nread(4, "y", 10) = 1\n')).toEqual([
      'recv #1 unknown ?>? @0+1 "x"',
      'recv #1 unknown ?>? @1+1 "y"',
    ])
  })

  it('over a Unix socket are followed to the other end of a socketpair', () => {
    const message = (fd: number) =>
      `{msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[${fd}]}], msg_controllen=24, msg_flags=0}`
    expect(
      told(
        [
          `1 ${made}`,
          '1 socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0',
          '1 fork() = 2',
          `1 sendmsg(4, ${message(3)}, 0) = 1`,
          `2 recvmsg(5, ${message(9)}, 0) = 1`,
          '2 write(9, "z", 1) = 1',
          `2 recvmsg(5, ${message(10)}, 0) = 1`,
          '',
        ].join('\n'),
      ).filter((line) => !line.includes('#2 ') && !line.includes('recv #3')),
    ).toEqual([
      '1 socket #1 tcp ?>?',
      '2 pass #3 unix ?>? recv #1',
      '2 send #1 tcp ?>? @0+1 "z"',
      '2 pass #3 unix ?>? recv unknown',
    ])
  })
})

describe('the bytes of a stream', () => {
  const opened = `socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\nconnect(3, ${address(80)}, 16) = 0\n`

  it.each([
    ['a peek leaves them', 'recv(3, "abc", 10, MSG_PEEK) = 3', '@0+3 "abc" stays', '@0+2 "zz"'],
    [
      'an error queue has others',
      'recvmsg(3, {msg_iov=[{iov_base="abc", iov_len=9}]}, MSG_ERRQUEUE) = 3',
      '@0+3 "abc" stays',
      '@0+2 "zz"',
    ],
    ['MSG_TRUNC throws them away unread', 'recv(3, "old", 3, MSG_TRUNC) = 3', '@0+3 ""', '@3+2 "zz"'],
    [
      'an errno moves none',
      'recv(3, 0x7ffe0, 10, 0) = -1 EAGAIN (Resource temporarily unavailable)',
      '@0+0 ""',
      '@0+2 "zz"',
    ],
    ['splice takes them unseen', 'splice(3, NULL, 9, NULL, 100, 0) = 7', '@0+7 "" unseen', '@7+2 "zz"'],
  ])('%s', (_, call, first, second) => {
    const recvs = told(`${opened}${call}\nrecv(3, "zz", 10, 0) = 2\n`).slice(2)
    expect(recvs).toEqual([first, second].map((each) => `recv #1 tcp ?>127.0.0.1:80 ${each}`))
  })

  it('count on where sendfile and a short write moved some', () => {
    expect(
      told(
        `${opened}sendfile(3, 5, [0] => [100], 100) = 100\nsend(3, "abcdef", 6, 0) = 2\nsend(3, "cdef", 4, 0) = 4\n`,
      ).slice(2),
    ).toEqual([
      'send #1 tcp ?>127.0.0.1:80 @0+100 "" unseen',
      'send #1 tcp ?>127.0.0.1:80 @100+2 "ab"',
      'send #1 tcp ?>127.0.0.1:80 @102+4 "cdef"',
    ])
  })
})

describe('labels', () => {
  it('find the socket of a process whose fork is not in the log', () => {
    const label = 'TCP:[127.0.0.1:80->127.0.0.1:5000]'
    expect(
      told(
        `1 recvfrom(4<${label}>, "a", 9, 0, NULL, NULL) = 1\n2 recvfrom(4<${label}>, "b", 9, 0, NULL, NULL) = 1\n`,
      ),
    ).toEqual([
      '1 recv #1 tcp 127.0.0.1:80>127.0.0.1:5000 @0+1 "a"',
      '2 recv #1 tcp 127.0.0.1:80>127.0.0.1:5000 @1+1 "b"',
    ])
  })

  it('find it by its inode with -y', () => {
    expect(told('1 write(4<socket:[77]>, "a", 1) = 1\n2 write(9<socket:[77]>, "b", 1) = 1\n')).toEqual([
      '1 send #1 unknown ?>? @0+1 "a"',
      '2 send #1 unknown ?>? @1+1 "b"',
    ])
  })

  it('with another inode are of another socket', () => {
    expect(told('write(4<socket:[77]>, "a", 1) = 1\nwrite(4<socket:[78]>, "b", 1) = 1\n')).toEqual([
      'send #1 unknown ?>? @0+1 "a"',
      'send #2 unknown ?>? @0+1 "b"',
    ])
  })

  it('count more than what was known, because calls may be missing', () => {
    expect(
      told(
        'write(4<TCP:[127.0.0.1:80->127.0.0.1:5000]>, "a", 1) = 1\nwrite(4<TCP:[127.0.0.1:80->127.0.0.1:5001]>, "b", 1) = 1\nwrite(4</tmp/x>, "c", 1) = 1\n',
      ),
    ).toEqual([
      'send #1 tcp 127.0.0.1:80>127.0.0.1:5000 @0+1 "a"',
      'send #2 tcp 127.0.0.1:80>127.0.0.1:5001 @0+1 "b"',
    ])
  })

  it('are not needed to know that a port was chosen, because getsockname says it', () => {
    expect(
      told(
        `socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 3\nbind(3, ${address(0)}, 16) = 0\ngetsockname(3, ${address(5353)}, [16]) = 0\nsendto(3, "x", 1, 0, ${address(99)}, 16) = 1\n`,
      ).at(-1),
    ).toBe('send #1 udp 127.0.0.1:5353>? @0+1 "x"')
  })
})

it('io_uring means that calls may be missing', () => {
  expect(told('io_uring_setup(8, {flags=0, sq_entries=8}) = 5\n')).toEqual(['unseen'])
})
