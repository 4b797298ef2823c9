// The log itself, for Wireshark and for Unstick.
import type { Exporter } from '../exporter.ts'

export const pcapng = {
  kind: 'pcapng',
  mediaType: 'application/x-pcapng',
  extension: '.pcapng',
  of: 'session',
  label: 'Session (pcapng, opens in Wireshark)',
  usage: 'everything as pcapng',
  write: (source) => Promise.resolve(source.log()),
} as const satisfies Exporter
