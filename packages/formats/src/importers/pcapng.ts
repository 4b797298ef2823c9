// pcapng is what a session is: its blocks go through as they are.
import { beginsPcapng, MAGIC_LENGTH } from '@unstick/pcapng'
import type { Importer } from '../importer.ts'
import { pcapngBlocks } from './pcapng-blocks.ts'

export const pcapng: Importer = {
  name: 'pcapng',
  extensions: ['.pcapng'],
  headLength: MAGIC_LENGTH,
  sniff: beginsPcapng,
  readAsItIs: true,
  blocks: async function* (pieces, options) {
    yield* pcapngBlocks(pieces, options)
  },
}
