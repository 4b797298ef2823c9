// pcapng is what a session is: its blocks go through as they are.
import { beginsPcapng, MAGIC_LENGTH } from '@unstick/pcapng'
import type { Importer } from '../importer.ts'

export const pcapng: Importer = {
  name: 'pcapng',
  extensions: ['.pcapng'],
  headLength: MAGIC_LENGTH,
  sniff: beginsPcapng,
  readAsItIs: true,
  // Loaded when it is needed, because the page reads captures as they are.
  blocks: async function* (pieces, options) {
    const { pcapngBlocks } = await import('./pcapng-blocks.ts')
    yield* pcapngBlocks(pieces, options)
  },
}
