// Makes logs from a seed to break the reader: real ones with damage, lines put together from strace's words, noise.

/** A random number generator that repeats for the same seed. */
export const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const WORDS = [
  ...[
    '1 ',
    '2 ',
    '[pid     3] ',
    '4<\\x61> ',
    '12:00:00 ',
    '23:59:59.999999 ',
    '1795930680.5 ',
    '     0.1 ',
    '(+     0.2) ',
  ],
  ...[
    'read(',
    'write(',
    'recvfrom(',
    'sendto(',
    'readv(',
    'sendmsg(',
    'recvmsg(',
    'sendmmsg(',
    'recvmmsg(',
    'pwritev2(',
  ],
  ...[
    'socket(',
    'socketpair(',
    'pipe2(',
    'connect(',
    'accept4(',
    'getsockname(',
    'setsockopt(',
    'shutdown(',
    'close(',
  ],
  ...[
    'dup2(',
    'fcntl(',
    'close_range(',
    'clone(',
    'clone3(',
    'vfork(',
    'unshare(',
    'execve(',
    'openat(',
    'exit_group(',
  ],
  ...[
    '3',
    '4',
    '-1',
    '0x7ffe',
    '4294967295',
    'NULL',
    ', ',
    ',',
    '"abc"',
    '"\\x61\\x62"',
    '"\\377\\0"',
    '"',
    '\\',
    '...',
    '=>',
  ],
  ...[
    '<TCP:[1.2.3.4:5->6.7.8.9:10]>',
    '<TCP:[77]>',
    '<UNIX-STREAM:[1->2,"/x"]>',
    '</dev/null<char 1:3>>',
    '<',
    '>',
    '->',
  ],
  ...[
    '{msg_name=NULL, ',
    'msg_iov=[',
    '{iov_base=',
    'iov_len=',
    'msg_control=[',
    '{cmsg_len=20, cmsg_type=SCM_RIGHTS, ',
  ],
  ...[
    'cmsg_data=[4]',
    '}',
    ']',
    '{',
    '[',
    '(',
    ')',
    'flags=CLONE_FILES|CLONE_THREAD',
    'MSG_PEEK|MSG_TRUNC',
    'SOCK_STREAM',
  ],
  ...[
    '{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("1.2.3.4")}',
    'AF_UNIX',
    'F_DUPFD',
    'O_CLOEXEC',
  ],
  ...[
    ') = 0',
    ') = 3',
    ') = -1 EAGAIN (x)',
    ') = ?',
    ' <0.000012>',
    ' = ',
    ' <unfinished ...>',
    '<... read resumed>',
  ],
  ...[
    '<... clone resumed>',
    '+++ exited with 0 +++',
    '+++ superseded by execve in pid 2 +++',
    '--- SIGINT {} ---',
    '\n',
    '\r\n',
  ],
  ...['/* ', ' */', '\x1b[1m', ' | 00000 ', 'strace: ', 'a', ' '],
]

export const hostileText = (real: readonly Uint8Array[], next: (limit: number) => number): Uint8Array => {
  const noise = (size: number) => Uint8Array.from({ length: size }, () => next(256))
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[next(WORDS.length)] ?? '').join('')
  switch (next(4)) {
    case 0:
      return noise(next(300))
    case 1:
      return Uint8Array.from(Buffer.from(words(next(80)), 'latin1'))
    case 2:
      return Uint8Array.from(Buffer.from(words(1 + next(3)).repeat(next(60)), 'latin1'))
    default: {
      const log = real[next(real.length)] ?? new Uint8Array(0)
      const start = next(log.length)
      const part = Uint8Array.from(log.subarray(start, start + next(6_000)))
      for (let flips = next(6); flips > 0 && part.length > 0; flips--) {
        const at = next(part.length)
        part[at] = (part[at] ?? 0) ^ (1 << next(8))
      }
      return part
    }
  }
}
