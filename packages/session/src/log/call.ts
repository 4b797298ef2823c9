// A socket call in the log, and its text in strace's style: `recv(1024) = 10 <0.200123456>`.

/** One end of a connection; the address as text, IPv6 without brackets. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** Calls that give bytes to a socket. `write` without a descriptor among its arguments is what the program printed. */
const sending = ['send', 'sendto', 'sendmsg', 'sendmmsg', 'write', 'writev', 'sendfile', 'splice'] as const

/** Calls that take bytes from a socket. */
const receiving = ['recv', 'recvfrom', 'recvmsg', 'recvmmsg', 'read', 'readv'] as const

/**
 * Calls that move no bytes. `poll` waits for at most so many milliseconds for something to read, and returns 0 if nothing
 * came. `sleep` is on no socket: its argument is in seconds, as sleep(3)'s and Python's.
 */
const others = [
  'bind',
  'listen',
  'connect',
  'accept',
  'setsockopt',
  'getsockopt',
  'shutdown',
  'close',
  'poll',
  'sleep',
] as const

export type CallName = (typeof sending | typeof receiving | typeof others)[number]

/** How a traced program's calls name their descriptor among their arguments: `fd=4`. */
export const DESCRIPTOR = 'fd='

/** Among the arguments of a `splice` that takes bytes out of a socket. */
const FROM_SOCKET = 'from socket'

/**
 * Which way its bytes go: to the socket, from it, or to the program's standard output or error; `undefined` if the call
 * moves none. A recv that only peeks takes none (recv(2), `MSG_PEEK`).
 */
export const directionOf = ({
  name,
  args,
}: Pick<CallText, 'name' | 'args'>): 'send' | 'recv' | 'print' | undefined => {
  if (name === 'write' && !args.some((each) => each.startsWith(DESCRIPTOR))) return 'print'
  if (name === 'splice' && args.includes(FROM_SOCKET)) return 'recv'
  if (sends.has(name)) return 'send'
  return receives.has(name) && !args.some((each) => leaves.has(each)) ? 'recv' : undefined
}

/** Whether its bytes, or its connection, come to the caller; what only peeks sees them come, too. */
export const isInbound = (call: Pick<CallText, 'name' | 'args'>): boolean =>
  call.name === 'accept' || receives.has(call.name) || directionOf(call) === 'recv'

/** With these a recv leaves the stream's bytes where they are: it peeks, or takes what is not part of them (recv(2)). */
const leaves = new Set(['MSG_PEEK', 'MSG_ERRQUEUE', 'MSG_OOB'])

const sends = new Set<CallName>(sending)
const receives = new Set<CallName>(receiving)

/** What the call returned: a count (bytes, or 0), or the errno's name. */
export type CallResult = number | { readonly errno: string }

export interface Call {
  readonly name: CallName
  /**
   * Arguments as text, without the buffer: `['1024']`, `['TCP_NODELAY', '1']`. The descriptor is left out, or comes last if
   * the program was traced: `['1024', 'MSG_PEEK', 'fd=4']`.
   */
  readonly args: readonly string[]
  readonly result: CallResult
  readonly transport: 'tcp' | 'udp'
  /** The caller's endpoint. */
  readonly local: Endpoint
  readonly remote: Endpoint
  /** When the program made the call, in nanoseconds since the epoch. */
  readonly start: bigint
  /** How long the call took, in nanoseconds. */
  readonly duration: bigint
  /**
   * Bytes sent, received or printed, as many as are known; empty for the other calls. Of a send that took fewer than it was
   * given, the others may come after those that were taken.
   */
  readonly payload: Uint8Array
  /**
   * Of a lab program, the step that made the call: its number from 1, inside a loop after the loop's own: `4`, `3.2`. All
   * calls of one step come from one line of the program.
   */
  readonly step?: string | undefined
}

/** A call as its text gives it, without its endpoints and payload; `parseCallText` reads it. */
export interface CallText {
  readonly name: CallName
  readonly args: readonly string[]
  readonly result: CallResult
  readonly duration: bigint
  readonly step?: string | undefined
}

const names = new Set<string>([...sending, ...receiving, ...others])

const isCallName = (name: string): name is CallName => names.has(name)

/** `recv(1024) = 10 <0.200123456>`, `recv(1024) = -1 ECONNRESET <0.000001000>`, or `sleep(0.2) = 0 <0.200123456> step 3`. */
export const printCallText = ({ name, args, result, duration, step }: CallText): string => {
  // 2^53 ns are 104 days, so a plain number holds any call's duration.
  const nanoseconds = Number(duration)
  const seconds = Math.floor(nanoseconds / 1e9)
  const rest = String(1e9 + nanoseconds - seconds * 1e9).slice(1)
  const outcome = typeof result === 'number' ? String(result) : `-1 ${result.errno}`
  const made = step === undefined ? '' : ` step ${step}`
  return `${name}(${args.join(', ')}) = ${outcome} <${seconds}.${rest}>${made}`
}

const pattern =
  /^([a-z]{1,16})\(([^()]{0,200})\) = (?:(\d{1,15})|-1 ([A-Z][A-Z0-9]{1,31})) <(\d{1,9})\.(\d{9})>(?: step (\d{1,6}(?:\.\d{1,6}){0,7}))?$/

/** Reads `printCallText`'s text; `undefined` for any other comment. */
export const parseCallText = (text: string): CallText | undefined => {
  const match = pattern.exec(text)
  const name = match?.[1]
  if (!match || name === undefined || !isCallName(name)) return undefined
  const [, , args = '', count, errno, seconds = '0', rest = '0', step] = match
  return {
    name,
    args: args === '' ? [] : args.split(', '),
    result: count === undefined ? { errno: errno ?? '' } : Number(count),
    duration: BigInt(seconds) * 1_000_000_000n + BigInt(rest),
    step,
  }
}

/** A continuation of a call whose payload is longer than one packet may be. */
export interface ResumedText {
  readonly name: CallName
  /** How many bytes of the call's payload are in the packets before. */
  readonly offset: number
}

/** `<... recv resumed> 261120`: strace's style for a call that continues in another line. */
export const printResumedText = ({ name, offset }: ResumedText): string => `<... ${name} resumed> ${offset}`

const resumedPattern = /^<\.\.\. ([a-z]{1,16}) resumed> (\d{1,15})$/

/** Reads `printResumedText`'s text; `undefined` for any other comment. */
export const parseResumedText = (text: string): ResumedText | undefined => {
  const [, name, offset] = resumedPattern.exec(text) ?? []
  return name !== undefined && isCallName(name) ? { name, offset: Number(offset) } : undefined
}
