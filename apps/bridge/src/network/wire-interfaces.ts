// The interfaces of the log on which packets are recorded; of a wire, one for each of its ends.
import { hostPlaces } from '../hosts/two-hosts.ts'

export interface LogInterface {
  readonly name: string
  readonly description: string
  /** Ethernet's if it is left out. */
  readonly linkType?: number
}

/** Of two hosts. */
export const wireInterfaces: readonly LogInterface[] = hostPlaces.map(({ name }) => ({
  name: `eth0 of ${name}`,
  description: `the wire, as the ${name}'s host sees it`,
}))

/** Of one host's loopback. */
export const loopbackInterfaces: readonly LogInterface[] = [
  { name: 'lo, left', description: 'the loopback, where packets leave' },
  { name: 'lo, arrived', description: 'the loopback, where packets arrive' },
]
