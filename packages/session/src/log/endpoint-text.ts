// One end of a connection as text: `127.0.0.1:8080`, with an IPv6 address in brackets (RFC 3986, 3.2.2): `[::1]:8080`.
import type { Endpoint } from './call.ts'

export const endpointText = ({ address, port }: Endpoint): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
