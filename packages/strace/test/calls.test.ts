// Each call as strace 5.0 to 7.2 write it: expected values by hand, from strace's source and its own tests.
import { describe, expect, it } from 'vitest'
import type { StraceRecord } from '../src/index.ts'
import { recordOf, recordsOf } from './collect.ts'

const on = { fd: 3 }
const text = (data: Uint8Array) => Buffer.from(data).toString('latin1')
const summary = (record: StraceRecord) =>
  record.kind === 'send' || record.kind === 'recv'
    ? [record.kind, text(record.data), record.length, record.asked, record.buffers, record.flags.join('|')]
    : []

describe('calls that move bytes', () => {
  it.each([
    ['read(3, "abc", 9) = 3', ['recv', 'abc', 3, 9, undefined, '']],
    ['pread64(3, "abc", 9, 4096) = 3', ['recv', 'abc', 3, 9, undefined, '']],
    ['recv(3, "abc", 9, MSG_WAITALL) = 3', ['recv', 'abc', 3, 9, undefined, 'MSG_WAITALL']],
    [
      'recvfrom(3, "abc", 9, MSG_PEEK|MSG_DONTWAIT, NULL, NULL) = 3',
      ['recv', 'abc', 3, 9, undefined, 'MSG_PEEK|MSG_DONTWAIT'],
    ],
    ['recvfrom(3, "abc", 3, MSG_TRUNC, NULL, NULL) = 900', ['recv', 'abc', 3, 3, undefined, 'MSG_TRUNC']],
    [
      'recvfrom(3, "abc", 9, 0x80 /* MSG_??? */, 0x7ffe, 0x7fff) = 3',
      ['recv', 'abc', 3, 9, undefined, '0x80'],
    ],
    [
      'recvfrom(3, 0x7f00, 9, 0, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("1.2.3.4")}, [128]) = -1 EAGAIN (Resource temporarily unavailable)',
      ['recv', '', 0, 9, undefined, ''],
    ],
    ['write(3, "abc", 3) = 3', ['send', 'abc', 3, 3, undefined, '']],
    ['write(3, 0x7f00, 3) = -1 EFAULT (Bad address)', ['send', '', 0, 3, undefined, '']],
    ['pwrite64(3, "abc", 3, 0) = 3', ['send', 'abc', 3, 3, undefined, '']],
    ['send(3, "abc", 3, MSG_NOSIGNAL) = 3', ['send', 'abc', 3, 3, undefined, 'MSG_NOSIGNAL']],
    ['sendto(3, "abc", 3, MSG_MORE, NULL, 0) = 3', ['send', 'abc', 3, 3, undefined, 'MSG_MORE']],
    [
      'sendto(sockfd=3, buf="abc", len=3, flags=MSG_MORE, dest_addr=NULL, addrlen=0) = 3',
      ['send', 'abc', 3, 3, undefined, 'MSG_MORE'],
    ],
    [
      'sendto(3, [{nlmsg_len=20, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=0}, {rtgen_family=AF_UNSPEC}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20',
      ['send', '', 20, 20, undefined, ''],
    ],
    [
      'writev(3, [{iov_base="ab", iov_len=2}, {iov_base="", iov_len=0}, {iov_base="c", iov_len=1}], 3) = 3',
      ['send', 'abc', 3, 3, [2, 0, 1], ''],
    ],
    [
      'writev(3, [{iov_base="ab"..., iov_len=50}, {iov_base="c", iov_len=1}], 2) = 51',
      ['send', 'ab', 51, 51, [50, 1], ''],
    ],
    ['writev(3, 0x7f00, 2) = -1 EFAULT (Bad address)', ['send', '', 0, undefined, [], '']],
    ['pwritev(3, [{iov_base="ab", iov_len=2}], 1, 4096) = 1', ['send', 'a', 1, 2, [2], '']],
    [
      'pwritev2(3, [{iov_base="ab", iov_len=2}], 1, -1, RWF_APPEND) = 2',
      ['send', 'ab', 2, 2, [2], 'RWF_APPEND'],
    ],
    [
      'readv(3, [{iov_base="ab", iov_len=2}, {iov_base="c", iov_len=8}], 2) = 3',
      ['recv', 'abc', 3, 10, [2, 8], ''],
    ],
    [
      'readv(3, [{iov_base=0x7f00, iov_len=2}], 1) = -1 EAGAIN (Resource temporarily unavailable)',
      ['recv', '', 0, 2, [2], ''],
    ],
    ['readv(3, [{iov_base="a", iov_len=1}, ... /* 0x7f10 */], 5) = 1', ['recv', 'a', 1, 1, [1], '']],
    ['preadv2(3, [{iov_base="a", iov_len=4}], 1, 0, 0) = 1', ['recv', 'a', 1, 4, [4], '']],
    ['vmsplice(3, [{iov_base="a", iov_len=1}], 1, SPLICE_F_GIFT) = 1', ['send', 'a', 1, 1, [1], '']],
    [
      'sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="ab", iov_len=2}, {iov_base="c", iov_len=1}], msg_iovlen=2, msg_controllen=0, msg_flags=0}, MSG_NOSIGNAL) = 3',
      ['send', 'abc', 3, 3, [2, 1], 'MSG_NOSIGNAL'],
    ],
    [
      'sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, msg_controllen=0, msg_flags=0}, 0) = 0',
      ['send', '', 0, undefined, [], ''],
    ],
    [
      'recvmsg(3, {msg_name=0x7ffe, msg_namelen=110->0, msg_iov=[{iov_base="x", iov_len=10}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_TRUNC}, 0) = 1',
      ['recv', 'x', 1, 10, [10], ''],
    ],
    [
      'recvmsg(3, {msg_namelen=110}, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily unavailable)',
      ['recv', '', 0, undefined, [], 'MSG_DONTWAIT'],
    ],
    ['recvmsg(3, 0x7ffe, 0) = -1 EFAULT (Bad address)', ['recv', '', 0, undefined, [], '']],
  ])('%s', (line, expected) => {
    expect(summary(recordOf(line))).toEqual(expected)
  })

  it('have the flags that the kernel set, the address, and the descriptors that came along', () => {
    const control =
      'msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, cmsg_data={pid=1, uid=0, gid=0}}, {cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[7<pipe:[1]>, 8]}, {cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=[64]}], msg_controllen=80'
    expect(
      recordOf(
        `recvmsg(3, {msg_name={sa_family=AF_UNIX, sun_path="/x"}, msg_namelen=110 => 5, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, ${control}, msg_flags=MSG_CTRUNC|MSG_CMSG_CLOEXEC}, MSG_CMSG_CLOEXEC) = 1`,
      ),
    ).toMatchObject({
      address: { kind: 'unix', path: '/x' },
      messageFlags: ['MSG_CTRUNC', 'MSG_CMSG_CLOEXEC'],
      passed: [{ fd: 7, label: { kind: 'file', path: 'pipe:[1]' } }, { fd: 8 }],
    })
  })

  it('of several messages give those that were moved', () => {
    const header = (data: string, length: number) =>
      `{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("1.2.3.4")}, msg_namelen=16, msg_iov=[{iov_base="${data}", iov_len=4}], msg_iovlen=1, msg_controllen=0, msg_flags=0}${length >= 0 ? `, msg_len=${length}` : ''}}`
    const one = recordOf(`sendmmsg(3, [${header('abcd', 4)}, ${header('efgh', -1)}], 2, MSG_NOSIGNAL) = 1`)
    expect(one).toMatchObject({
      kind: 'batch',
      direction: 'send',
      on,
      asked: 2,
      result: 1,
      flags: ['MSG_NOSIGNAL'],
    })
    expect(one).toMatchObject({ messages: [{ length: 4, asked: 4, address: { port: 53 } }] })
    const two = recordOf(
      `recvmmsg(3, [${header('ab', 2)}, ${header('c', 1)}], 5, MSG_WAITFORONE, {tv_sec=1, tv_nsec=0}) = 2 (left {tv_sec=0, tv_nsec=9})`,
    )
    expect(two).toMatchObject({ direction: 'recv', asked: 5, messages: [{ length: 2 }, { length: 1 }] })
    expect(two.kind === 'batch' && two.messages.map(({ data }) => text(data))).toEqual(['ab', 'c'])
    expect(
      recordOf('recvmmsg(3, 0x7f, 5, 0, NULL) = -1 EAGAIN (Resource temporarily unavailable)'),
    ).toMatchObject({ messages: [], result: { errno: 'EAGAIN' } })
  })

  it.each([
    ['sendfile(4, 3, NULL, 100) = 60', 3, 4, 60, []],
    ['sendfile64(4, 3, [5] => [65], 100) = 60', 3, 4, 60, []],
    [
      'splice(3, NULL, 4, [7], 100, SPLICE_F_MOVE|SPLICE_F_MORE) = 60',
      3,
      4,
      60,
      ['SPLICE_F_MOVE', 'SPLICE_F_MORE'],
    ],
    [
      'tee(3, 4, 100, SPLICE_F_NONBLOCK) = -1 EAGAIN (Resource temporarily unavailable)',
      3,
      4,
      0,
      ['SPLICE_F_NONBLOCK'],
    ],
    ['copy_file_range(3, [0], 4, [0], 100, 0) = 60', 3, 4, 60, []],
  ])('in the kernel: %s', (line, from, to, length, flags) => {
    expect(recordOf(line)).toMatchObject({
      kind: 'copy',
      from: { fd: from },
      to: { fd: to },
      length,
      asked: 100,
      flags,
    })
  })
})

describe('calls that move none', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_TCP) = 3',
      {
        kind: 'socket',
        domain: 'AF_INET6',
        type: 'SOCK_STREAM',
        flags: ['SOCK_CLOEXEC', 'SOCK_NONBLOCK'],
        made: on,
      },
    ],
    [
      'socket(AF_INET, SOCK_STREAM, 0) = -1 EMFILE (Too many open files)',
      { kind: 'socket', made: undefined, result: { errno: 'EMFILE' } },
    ],
    [
      'socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 3',
      { kind: 'socket', domain: 'AF_PACKET', protocol: 'htons(ETH_P_ALL)' },
    ],
    [
      'socketpair(AF_UNIX, SOCK_DGRAM|SOCK_CLOEXEC, 0, [3, 4]) = 0',
      { kind: 'pair', of: 'sockets', type: 'SOCK_DGRAM', flags: ['SOCK_CLOEXEC'], made: [on, { fd: 4 }] },
    ],
    [
      'socketpair(AF_UNIX, SOCK_DGRAM, 0, 0x7ffe) = -1 EFAULT (Bad address)',
      { kind: 'pair', made: undefined },
    ],
    ['pipe([3<pipe:[1]>, 4<pipe:[1]>]) = 0', { kind: 'pair', of: 'pipe', made: [{ fd: 3 }, { fd: 4 }] }],
    ['pipe2([3, 4], O_NONBLOCK|O_CLOEXEC) = 0', { kind: 'pair', flags: ['O_NONBLOCK', 'O_CLOEXEC'] }],
    [
      'connect(3, {sa_family=AF_UNIX, sun_path="/x"}, 110) = -1 ENOENT (No such file or directory)',
      { kind: 'connect', on, address: { kind: 'unix', path: '/x' }, result: { errno: 'ENOENT' } },
    ],
    ['bind(3, 0x7ffe, 16) = -1 EFAULT (Bad address)', { kind: 'bind', on, address: undefined }],
    ['accept(3, NULL, NULL) = 4', { kind: 'accept', on, address: undefined, made: { fd: 4 }, flags: [] }],
    [
      'accept4(3, {sa_family=AF_UNIX}, [128 => 2], SOCK_NONBLOCK) = 4<UNIX-STREAM:[5->6]>',
      {
        kind: 'accept',
        address: { kind: 'unix' },
        made: { fd: 4, label: { inode: 5 } },
        flags: ['SOCK_NONBLOCK'],
      },
    ],
    [
      'accept(3, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("1.2.3.4")}, [128->16]) = 4',
      { kind: 'accept', address: { port: 5 }, made: { fd: 4 } },
    ],
    [
      'accept(3, 0x7ffe, [16]) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)',
      { kind: 'accept', made: undefined, result: { errno: 'ERESTARTSYS' } },
    ],
    [
      'getsockname(3, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("1.2.3.4")}, [28 => 16]) = 0',
      { kind: 'getsockname', address: { port: 5 } },
    ],
    [
      'getpeername(3, 0x7ffe, [16]) = -1 ENOTCONN (Transport endpoint is not connected)',
      { kind: 'getpeername', address: undefined },
    ],
    ['listen(3, 4096) = 0', { kind: 'listen', backlog: 4096 }],
    ['shutdown(3, SHUT_WR) = 0', { kind: 'shutdown', how: 'SHUT_WR' }],
    [
      'setsockopt(3, SOL_TCP, TCP_NODELAY, [1], 4) = 0',
      { kind: 'setsockopt', level: 'SOL_TCP', option: 'TCP_NODELAY', text: '[1]', value: 1 },
    ],
    [
      'setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0',
      { option: 'SO_LINGER', text: '{l_onoff=1, l_linger=0}', value: undefined },
    ],
    [
      String.raw`setsockopt(3, SOL_SOCKET, SO_RCVTIMEO_OLD, "\1\0\0\0"..., 16) = 0`,
      { option: 'SO_RCVTIMEO_OLD', value: undefined },
    ],
    [
      'getsockopt(3, SOL_SOCKET, SO_RCVBUF, [131072], [4]) = 0',
      { kind: 'getsockopt', option: 'SO_RCVBUF', value: 131_072 },
    ],
    [
      'getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0',
      { option: 'SO_ERROR', text: '[ECONNREFUSED]', value: undefined },
    ],
    ['setsockopt(3, SOL_TCP, 0x99 /* TCP_??? */, [1], 4) = 0', { option: '0x99' }],
    ['close(3) = -1 EBADF (Bad file descriptor)', { kind: 'close', result: { errno: 'EBADF' } }],
    [
      'close_range(3, 4294967295, CLOSE_RANGE_CLOEXEC) = 0',
      { kind: 'close-range', first: 3, last: 4_294_967_295, flags: ['CLOSE_RANGE_CLOEXEC'] },
    ],
    ['dup(3) = 4', { kind: 'dup', on, closeOnExec: false, made: { fd: 4 } }],
    ['dup2(3<pipe:[1]>, 4) = 4<pipe:[1]>', { kind: 'dup', made: { fd: 4, label: { path: 'pipe:[1]' } } }],
    ['dup3(3, 4, O_CLOEXEC) = 4', { kind: 'dup', closeOnExec: true }],
    ['fcntl(3, F_DUPFD_CLOEXEC, 10) = 10', { kind: 'dup', closeOnExec: true, made: { fd: 10 } }],
    ['fcntl(3, F_SETFD, FD_CLOEXEC) = 0', { kind: 'flags', on, closeOnExec: true }],
    ['fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0', { kind: 'flags', nonBlocking: true }],
    ['fcntl(3, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)', { kind: 'other', result: 0x802 }],
    ['fcntl64(3, F_SETLK, {l_type=F_RDLCK, l_whence=SEEK_SET, l_start=0, l_len=0}) = 0', { kind: 'other' }],
    ['ioctl(3, FIONBIO, [1]) = 0', { kind: 'flags', nonBlocking: true }],
    ['ioctl(3, FIONREAD, [5]) = 0', { kind: 'other' }],
    ['ioctl(1, TCGETS, {c_iflag=ICRNL|IXON, c_oflag=NL0|CR0, ...}) = 0', { kind: 'other' }],
    [
      'openat(AT_FDCWD</home/a>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>',
      { kind: 'open', path: '/etc/hosts', flags: ['O_RDONLY', 'O_CLOEXEC'], made: { fd: 3 } },
    ],
    [
      'epoll_create1(EPOLL_CLOEXEC) = 3<anon_inode:[eventpoll]>',
      { kind: 'open', path: undefined, made: { fd: 3 } },
    ],
    [
      'io_uring_setup(8, {flags=0, sq_thread_cpu=0, sq_off={head=0, tail=64}}) = 3',
      { kind: 'open', name: 'io_uring_setup', made: { fd: 3 } },
    ],
    [
      'epoll_wait(3, [{events=EPOLLIN, data={u32=5, u64=5}}], 64, -1) = 1',
      { kind: 'other', name: 'epoll_wait' },
    ],
    [
      'poll([{fd=3<TCP:[1.2.3.4:5->6.7.8.9:10]>, events=POLLIN}], 1, 1000) = 1 ([{fd=3, revents=POLLIN}])',
      { kind: 'other', name: 'poll' },
    ],
    ['pselect6(4, [3], NULL, NULL, {tv_sec=1, tv_nsec=0}, NULL) = 0 (Timeout)', { kind: 'other' }],
    [
      'mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f80444b4000',
      { kind: 'other' },
    ],
    ['rt_sigprocmask(SIG_BLOCK, ~[RT_1], [], 8) = 0', { kind: 'other' }],
    ['syscall_0x1f4(0x1, 0x2, 0x3, 0x4, 0x5, 0x6) = -1 ENOSYS (Function not implemented)', { kind: 'other' }],
    ['gettid() = 1234', { kind: 'other', result: 1234 }],
    ['exit_group(0) = ?', { kind: 'other', name: 'exit_group', result: undefined }],
    ['fork() = 1234<sh>', { kind: 'fork', child: { pid: 1234, name: 'sh' }, flags: [] }],
    ['vfork() = 1234', { kind: 'fork', child: { pid: 1234 } }],
    [
      'clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f80) = 1234',
      {
        kind: 'fork',
        flags: ['CLONE_CHILD_CLEARTID', 'CLONE_CHILD_SETTID', 'SIGCHLD'],
        child: { pid: 1234 },
      },
    ],
    [
      'clone(child_stack=0x7f80, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD, parent_tid=[1234], tls=0x7f81, child_tidptr=0x7f82) = 1234',
      { kind: 'fork', flags: ['CLONE_VM', 'CLONE_FILES', 'CLONE_THREAD'] },
    ],
    [
      'clone3({flags=CLONE_VM|CLONE_FILES, child_tid=0x7f8, exit_signal=0, stack=0x7f0, stack_size=0x7fff00, tls=0x7f6} => {parent_tid=[1234]}, 88) = 1234',
      { kind: 'fork', flags: ['CLONE_VM', 'CLONE_FILES'], child: { pid: 1234 } },
    ],
    [
      'clone(child_stack=NULL, flags=SIGCHLD) = ? ERESTARTNOINTR (To be restarted)',
      { kind: 'fork', child: undefined },
    ],
    ['unshare(CLONE_FILES|CLONE_FS) = 0', { kind: 'unshare', flags: ['CLONE_FILES', 'CLONE_FS'] }],
    [
      'execve("/bin/sh", ["sh", "-c", "echo \\"a b\\""], 0x7ffd /* 9 vars */) = 0',
      { kind: 'exec', path: '/bin/sh', words: ['sh', '-c', 'echo "a b"'] },
    ],
    [
      'execve("/bin/x", ["x", ...], ["A=1", ...]) = -1 ENOENT (No such file or directory)',
      { kind: 'exec', words: ['x'] },
    ],
    [
      'execveat(3, "", ["x"], 0x7ffd /* 9 vars */, AT_EMPTY_PATH) = 0',
      { kind: 'exec', path: '', words: ['x'] },
    ],
  ])('%s', (line, expected) => {
    expect(recordOf(line)).toMatchObject(expected)
  })
})

describe('lines that are no calls', () => {
  it.each([
    [
      '--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=9, si_uid=0, si_status=3, si_utime=0, si_stime=1 /* 0.01 s */} ---',
      { kind: 'signal', signal: 'SIGCHLD' },
    ],
    ['--- stopped by SIGSTOP ---', { kind: 'signal', signal: 'SIGSTOP' }],
    ['+++ exited with 3 +++', { kind: 'end', status: 3 }],
    ['+++ killed by SIGSEGV (core dumped) +++', { kind: 'end', signal: 'SIGSEGV' }],
    ['+++ superseded by execve in pid 9 +++', { kind: 'end', supersededBy: 9 }],
  ])('%s', (line, expected) => {
    expect(recordOf(`[pid   123] ${line}`)).toMatchObject({ caller: { pid: 123 }, ...expected })
  })

  it('that strace says beside the trace are passed over', () => {
    expect(
      recordsOf(
        'strace: Process 12 attached',
        'Process 12 attached',
        '[ Process PID=12 runs in 32 bit mode. ]',
        'read(3, "ab", 9) = 2',
        ' | 00000  61 62                                             ab               |',
        ' * 2 bytes in buffer 0',
        ' = 1 buffers in vector 0',
        ' > /usr/lib/libc.so.6(__read+0x1) [0xf1]',
        '',
      ),
    ).toHaveLength(1)
  })

  it('have the colours taken off that strace 7.0 may give them', () => {
    const colour = (code: string) => `\x1b[${code}m`
    expect(
      recordOf(
        `${colour('1;33')}write${colour('0')}(3, ${colour('35')}"a\\33[1mb"${colour('0')}, 6)${colour('')} = ${colour('32')}6`,
      ),
    ).toMatchObject({ kind: 'send', length: 6, data: Uint8Array.from(Buffer.from('a\x1b[1mb')) })
  })
})
