// Runs a trace in the terminal: prints its programs' output, passes signals on, and keeps how they ended.
import { text } from 'node:stream/consumers'
import { refusal } from '../errors.ts'
import type { BlockSink } from '../lab/perform.ts'
import { stopFirmly } from '../trace/stopping.ts'
import type { Trace } from '../trace/trace.ts'
import { type print, printError, say } from './output.ts'
import { prefixOf, printPrefixed } from './prefixed-output.ts'
import { onStopSignal } from './stop-signal.ts'

export interface TraceEnd {
  /** The exit code of the first command that failed; 0 if none did. */
  readonly code: number
  /** Whether the person asked for the end. */
  readonly wasStopped: boolean
  /** Resolves when the person asks for the end. */
  untilStopped(): Promise<void>
  /** Stops listening for signals. */
  leave(): void
}

/** `printOut` gets what the programs write to their standard output, if several share the terminal. */
export const runTrace = async (
  trace: Trace,
  names: readonly string[],
  sink: BlockSink,
  printOut: typeof print,
): Promise<TraceEnd> => {
  let code = 0
  let complaint = ''
  let endStopping: (() => void) | undefined
  let isOver = false
  let stopped: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (stopped = resolve))
  const leave = onStopSignal(() => {
    stopped()
    if (!isOver) endStopping = stopFirmly((signal) => trace.signal(signal))
  })
  try {
    await trace.run(sink, {
      output: async (index, out, err) => {
        if (trace.watchesOnly) {
          complaint = await text(err)
          return
        }
        await Promise.all([
          printPrefixed(out, prefixOf(names, index, wantsColour(process.stdout)), printOut),
          printPrefixed(err, prefixOf(names, index, wantsColour(process.stderr)), printError),
        ])
      },
      ended: (end) => {
        if (code === 0) code = end.code
        if (names.length > 1) say(`${end.name} ended with exit code ${end.code}.`)
      },
    })
  } finally {
    isOver = true
    endStopping?.()
    await trace.leave()
  }
  for (const note of trace.notes) say(note)
  const wasStopped = endStopping !== undefined
  // What ends strace that only watches is no failure, but when it could not attach.
  if (trace.watchesOnly && code !== 0 && !wasStopped)
    throw refusal('TRACER_FAILED', complaint.trim().split('\n').at(-1) ?? '')
  return { code: trace.watchesOnly ? 0 : code, wasStopped, untilStopped: () => asked, leave }
}

/** NO_COLOR (no-color.org) switches colours off wherever they would be on. */
const wantsColour = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && (process.env.NO_COLOR ?? '') === ''
