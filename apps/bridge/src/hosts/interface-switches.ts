// Switches settings of an interface's IPv4 on by rtnetlink (rtnetlink(7), linux/if_link.h), because in a container the
// files of /proc/sys may be read-only, even for those who may make the interface.
import { getSystemErrorName } from 'node:util'
import { loadCLibrary } from '../sockets/c-library.ts'

const AF_NETLINK = 16
const SOCK_RAW_CLOEXEC = 0o2_000_003
const RTM_SETLINK = 19
const REQUEST_WITH_ACK = 5
const IFLA_AF_SPEC = 26
const AF_INET = 2
const IFLA_INET_CONF = 1

/** Numbers of linux/ip.h; ip-sysctl tells what each does. */
const settings = { accept_local: 23, src_valid_mark: 24, route_localnet: 26 } as const

/** Sets settings of an interface to 1, in the network namespace that `inside` enters. Rejects with the kernel's error. */
export const switchOn = async (
  name: string,
  switched: readonly (keyof typeof settings)[],
  inside: (action: () => void) => void,
): Promise<void> => {
  const { declare, check } = await loadCLibrary()
  const socket: (domain: number, type: number, protocol: number) => number = declare(
    'int socket(int domain, int type, int protocol)',
  )
  const indexOf: (name: string) => number = declare('unsigned int if_nametoindex(const char *name)')
  const send: (fd: number, bytes: Uint8Array, length: number, flags: number) => number = declare(
    'intptr_t send(int fd, void *bytes, size_t length, int flags)',
  )
  const recv: typeof send = declare('intptr_t recv(int fd, void *room, size_t length, int flags)')
  const close: (fd: number) => number = declare('int close(int fd)')
  inside(() => {
    const fd = check('socket', socket(AF_NETLINK, SOCK_RAW_CLOEXEC, 0))
    try {
      const message = setLink(
        indexOf(name),
        switched.map((each) => settings[each]),
      )
      check('send', send(fd, message, message.length, 0))
      const answer = new Uint8Array(4096)
      check('recv', recv(fd, answer, answer.length, 0))
      mustBeDone(answer, `${switched.join(', ')} of ${name}`)
    } finally {
      close(fd)
    }
  })
}

/** A header, `struct ifinfomsg` with the interface's index, and the settings in three nested attributes. */
const setLink = (index: number, numbers: readonly number[]): Uint8Array => {
  const specific = attribute(
    IFLA_AF_SPEC,
    attribute(AF_INET, attribute(IFLA_INET_CONF, ...numbers.map((each) => attribute(each, words(1))))),
  )
  const rest = joined(words(0, index, 0, 0), specific)
  return joined(words(HEADER + rest.length), halves(RTM_SETLINK, REQUEST_WITH_ACK), words(0, 0), rest)
}

/** Bytes of `struct nlmsghdr`. In an answer, the error follows it. */
const HEADER = 16

/** `struct rtattr`. No content here needs padding. */
const attribute = (type: number, ...contents: readonly Uint8Array[]): Uint8Array => {
  const content = joined(...contents)
  return joined(halves(4 + content.length, type), content)
}

/** In the machine's own byte order, as all of rtnetlink. */
const words = (...values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer)
const halves = (...values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer)
const joined = (...pieces: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((each) => [...each]))

/** Throws what the kernel refused. */
const mustBeDone = (answer: Uint8Array, what: string): void => {
  // `struct nlmsgerr`: 0 or the negative errno.
  const [error = 0] = new Int32Array(answer.buffer, HEADER, 1)
  if (error !== 0) throw new Error(`${what} cannot be switched on: ${getSystemErrorName(error)}`)
}
