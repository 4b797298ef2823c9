// The ways of writing a log that are kept as fixtures.
const calls =
  '%network,read,write,readv,writev,pread64,pwrite64,close,dup,fcntl,pipe2,sendfile,splice,clone,clone3,fork,execve'

export const ways: Readonly<Record<string, readonly string[]>> = {
  // As `unstick run` starts strace.
  run: [
    ...[
      '-f',
      '--seccomp-bpf',
      '-yy',
      '-Y',
      '--absolute-timestamps=format:unix,precision:ns',
      '--syscall-times=ns',
      '-xx',
    ],
    ...['-s', '1048576', '-e', 'trace=%network,read,write,readv,writev,close,sendfile,execve,io_uring_setup'],
    ...['-e', 'signal=none'],
  ],
  // As people start it who know nothing of Unstick.
  plain: ['-f'],
  descriptors: ['-f', '-y', '-tt', '-T', '-x', '-s', '8', '-e', `trace=${calls}`],
  sockets: ['-f', '-yy', '-ttt', '-s', '65536', '-e', `trace=${calls}`],
  relative: ['-f', '-r', '-T', '-xx', '-s', '65536', '-e', `trace=${calls}`],
  seconds: ['-f', '-t', '-Y', '-n', '-i', '-s', '65536', '-e', `trace=${calls}`],
}
