// The two hosts of a private network: the server's and the client's.
import { type HostPlace, PrivateHost } from './private-host.ts'

const server: HostPlace = {
  name: 'server',
  address: '10.0.0.1',
  wireEnd: 'at-server',
  hardwareAddress: '02:00:00:00:00:01',
}
const client: HostPlace = {
  name: 'client',
  address: '10.0.0.2',
  wireEnd: 'at-client',
  hardwareAddress: '02:00:00:00:00:02',
}

export const hostPlaces = [server, client] as const

/** Makes both, one after the other, because a thread is in one namespace at a time. */
export const makeTwoHosts = async (): Promise<readonly [PrivateHost, PrivateHost]> => [
  await PrivateHost.make(server, client),
  await PrivateHost.make(client, server),
]
