// `unstick open`: adds a capture to the sessions and shows it. Standard input is recorded live.
import { basename } from 'node:path'
import { addAbortSignal } from 'node:stream'
import type { Command } from 'commander'
import { titleOf, unpackedName } from '@unstick/formats'
import { readInput } from '../input/input.ts'
import { importSession } from '../sessions/import-session.ts'
import { recordInput } from '../sessions/record-input.ts'
import type { Bridge, ServeOptions } from './bridge.ts'
import { say, sayFailure } from './output.ts'
import { loadBridge, serve, withServeOptions } from './serve.ts'

export const addOpen = (program: Command): void => {
  const command = program
    .command('open')
    .argument('<file>', 'a session or capture; - is standard input, recorded live')
    .description('open a session or capture in the page')
  withServeOptions(command).action(async (file: string, options: ServeOptions) => {
    const { startBridge } = await loadBridge()
    const bridge = await startBridge(options)
    try {
      await (file === '-' ? openInput(bridge, options.open) : openFile(bridge, file, options.open))
    } finally {
      await bridge.close()
    }
  })
}

const openFile = async (bridge: Bridge, file: string, open: boolean): Promise<void> => {
  const title = titleOf(unpackedName(basename(file)))
  const { id, problem } = await importSession(bridge.folder, title, readInput(file, { packed: true }))
  if (problem) say(`${problem.message} (${problem.code})`)
  await serve(bridge, bridge.address({ session: id }), open)
}

const openInput = async (bridge: Bridge, open: boolean): Promise<void> => {
  const stop = new AbortController()
  addAbortSignal(stop.signal, process.stdin)
  const { id, over } = await recordInput(bridge.folder, 'standard input', readInput('-'), stop.signal)
  const reported = over.then(
    ({ packets, trouble }) => {
      if (trouble) say(`${trouble.message} (${trouble.code})`)
      say(`Standard input has ended: ${packets} packets are recorded as ${id}.`)
    },
    // The page stays open, because what was recorded before is worth looking at.
    (error: unknown) => sayFailure(error, 'standard input'),
  )
  await serve(bridge, bridge.address({ session: id }), open)
  stop.abort()
  await reported
}
