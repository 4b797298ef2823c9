// One end of a connection in words: `127.0.0.1:8080`, and an IPv6 address in brackets (RFC 3986, 3.2.2): `[::1]:8080`.
import type { Endpoint } from './call.ts'

export const endpointText = ({ address, port }: Endpoint): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
