// The classic pcap file of tcpdump and libpcap, in microseconds and nanoseconds and both byte orders.
import { beginsPcap, MAGIC_LENGTH } from '@unstick/pcapng'
import type { Importer } from '../importer.ts'

export const pcap: Importer = {
  name: 'pcap',
  extensions: ['.pcap', '.cap'],
  headLength: MAGIC_LENGTH,
  sniff: beginsPcap,
  readAsItIs: true,
  // Loaded when it is needed, because the page reads captures as they are.
  blocks: async function* (pieces, options) {
    const { pcapBlocks } = await import('./pcap-blocks.ts')
    yield* pcapBlocks(pieces, options)
  },
}
