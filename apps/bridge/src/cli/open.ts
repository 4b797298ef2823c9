// `unstick open`: takes a capture into the sessions and shows it.
import { basename } from 'node:path'
import type { Command } from 'commander'
import { importSession } from '../sessions/import-session.ts'
import type { ServeOptions } from './bridge.ts'
import { withInput } from './read-session.ts'
import { loadBridge, serve, withServeOptions } from './serve.ts'

export const addOpen = (program: Command): void => {
  const command = program
    .command('open')
    .argument('<file>', 'a session or capture; - is standard input')
    .description('open a session or capture in the page')
  withServeOptions(command).action(async (file: string, options: ServeOptions) => {
    const { startBridge } = await loadBridge()
    const bridge = await startBridge(options)
    try {
      const title = file === '-' ? 'standard input' : basename(file).replace(/\.(pcapng|pcap|cap)$/, '')
      const session = await withInput(file, (pieces) => importSession(bridge.folder, title, pieces))
      await serve(bridge, bridge.address({ session }), options.open)
    } finally {
      await bridge.close()
    }
  })
}
