// The command line of strace that shows what is needed: every byte of every socket call, whose it was and when.

/** What strace is to watch: a command that it starts, or a process that runs already. */
export type Traced = { readonly command: readonly string[] } | { readonly pid: number }

/**
 * The calls that are shown. `read` and `write` also work on files, but strace cannot tell them apart by their descriptor.
 * Those of processes give each its name, and `io_uring_setup` says that calls may be missing. The question marks are for
 * processors that lack a call.
 */
const CALLS =
  '%network,read,write,readv,writev,close,sendfile,splice,?preadv2,?pwritev2,execve,?fork,?vfork,clone,?clone3,io_uring_setup'

/** Longer than any buffer of one call that a program should use (bytes); what is longer is cut and said to be cut. */
const MAX_STRING = 1_048_576

/** `--seccomp-bpf` stops the program only at these calls. It works only with a command that strace starts itself. */
export const straceCommand = (traced: Traced, output: string): readonly string[] => [
  'strace',
  '-f',
  ...('command' in traced ? ['--seccomp-bpf'] : []),
  ...['-yy', '-Y', '--absolute-timestamps=format:unix,precision:ns', '--syscall-times=ns'],
  ...['-xx', '-s', String(MAX_STRING), '-e', `trace=${CALLS}`, '-e', 'signal=none', '-o', output],
  ...('command' in traced ? ['--', ...traced.command] : ['-p', String(traced.pid)]),
]
