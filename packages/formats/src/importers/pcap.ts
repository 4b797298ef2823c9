// The classic pcap file of tcpdump and libpcap, in microseconds and nanoseconds and both byte orders.
import { beginsPcap, MAGIC_LENGTH } from '@unstick/pcapng'
import type { Importer } from '../importer.ts'
import { pcapBlocks } from './pcap-blocks.ts'

export const pcap: Importer = {
  name: 'pcap',
  extensions: ['.pcap', '.cap'],
  headLength: MAGIC_LENGTH,
  sniff: beginsPcap,
  readAsItIs: true,
  blocks: async function* (pieces, options) {
    yield* pcapBlocks(pieces, options)
  },
}
