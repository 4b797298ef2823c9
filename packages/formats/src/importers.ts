// Every format that a session can be read from. To add one, write its file and add it to this list.
import type { Importer } from './importer.ts'
import { pcap } from './importers/pcap.ts'
import { pcapng } from './importers/pcapng.ts'
import { strace } from './importers/strace.ts'

export const importers: readonly Importer[] = [pcapng, pcap, strace]
