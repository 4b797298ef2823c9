// Switches off a network interface's offload with the call that ethtool makes (SIOCETHTOOL, linux/ethtool.h). Each
// packet is then as long as one on a wire, and has its checksum.
import { loadCLibrary } from '../sockets/c-library.ts'

const AF_INET = 2
const SOCK_DGRAM = 2
const SIOCETHTOOL = 0x8946
/** `struct ifreq`: a name of 16 bytes, then a union of 24 that begins with the pointer. */
const REQUEST = 40
const POINTER_AT = 16
const LONGEST_NAME = 15

/**
 * Checksums made by the device, segments cut by the device (TSO) or late (GSO), and segments joined on arrival (GRO).
 */
const offloads = {
  ETHTOOL_STXCSUM: 0x17,
  ETHTOOL_STSO: 0x1f,
  ETHTOOL_SGSO: 0x24,
  ETHTOOL_SGRO: 0x2c,
} as const

/** Switches off all offload of an interface. `inside` enters the interface's network namespace. */
export const switchOffOffload = async (name: string, inside: (action: () => void) => void): Promise<void> => {
  const { declare, check, address } = await loadCLibrary()
  const socket: (domain: number, type: number, protocol: number) => number = declare(
    'int socket(int domain, int type, int protocol)',
  )
  const ioctl: (fd: number, request: number, argument: Uint8Array) => number = declare(
    'int ioctl(int fd, unsigned long request, void *argument)',
  )
  const close: (fd: number) => number = declare('int close(int fd)')
  if (name.length > LONGEST_NAME) throw new Error(`${name} is too long for an interface's name`)
  inside(() => {
    const fd = socket(AF_INET, SOCK_DGRAM, 0)
    try {
      for (const [call, command] of Object.entries(offloads)) {
        // `struct ethtool_value`: the command, and 0 for off.
        const value = Uint32Array.of(command, 0)
        const request = new Uint8Array(REQUEST)
        request.set(new TextEncoder().encode(name))
        new BigUint64Array(request.buffer, POINTER_AT, 1)[0] = address(value)
        check(`${call} of ${name}`, ioctl(fd, SIOCETHTOOL, request))
      }
    } finally {
      close(fd)
    }
  })
}
