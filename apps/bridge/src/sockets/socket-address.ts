// An IPv4 endpoint in the kernel's form: Linux's `sockaddr_in` (ip(7)).
//
//     family, 2 bytes in the machine's order · port, 2 bytes big-endian · address, 4 bytes · 8 zeros: 16 bytes
import { endianness } from 'node:os'
import type { Endpoint } from '@unstick/session'

const AF_INET = 2
const littleEndian = endianness() === 'LE'

/** The address must be IPv4 in dotted decimal. */
export const socketAddress = ({ address, port }: Endpoint): Uint8Array => {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, AF_INET, littleEndian)
  view.setUint16(2, port)
  bytes.set(address.split('.').map(Number), 4)
  return bytes
}

export const endpointOf = (bytes: Uint8Array): Endpoint => ({
  address: bytes.subarray(4, 8).join('.'),
  port: new DataView(bytes.buffer, bytes.byteOffset).getUint16(2),
})
