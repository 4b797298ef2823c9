// Runs a trace in the terminal: prints its programs' output, passes signals on, and keeps how they ended.
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { refusal } from '../errors.ts'
import type { BlockSink } from '../lab/perform.ts'
import { stopFirmly } from '../trace/stopping.ts'
import type { Trace } from '../trace/trace.ts'
import { type print, printError, say } from './output.ts'
import { prefixOf, printPrefixed } from './prefixed-output.ts'
import { onStopSignal } from './stop-signal.ts'
import { TypedInput } from './typed-input.ts'

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
  const typed = new TypedInput(names)
  const prefixed = (index: number, stream: NodeJS.WriteStream, write: typeof print) => ({
    prefix: prefixOf(names, index, wantsColour(stream)),
    write,
    seen: (piece: Uint8Array) => typed.printed(index, piece),
    isTerminal: stream.isTTY,
  })
  const leaveInput = names.length > 1 ? typeInto(trace, typed) : () => undefined
  try {
    await trace.run(sink, {
      output: async (index, out, err) => {
        if (trace.watchesOnly) {
          complaint = await text(err)
          return
        }
        await Promise.all([
          printPrefixed(out, prefixed(index, process.stdout, printOut)),
          printPrefixed(err, prefixed(index, process.stderr, printError)),
        ])
      },
      ended: (end) => {
        if (code === 0) code = end.code
        if (names.length > 1) say(`${end.name} ended with exit code ${end.code}.`)
      },
    })
  } finally {
    isOver = true
    leaveInput()
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

/** Until the returned function is called, what is typed goes to the programs. */
const typeInto = (trace: Trace, typed: TypedInput): (() => void) => {
  if (process.stdin.isTTY)
    say('What you type goes to the program that asked last, and `NAME: text` to that program.')
  const lines = createInterface({ input: process.stdin, terminal: false })
  lines.on('line', (line) => {
    const { index, text } = typed.recipientOf(line)
    trace.type(index, text)
  })
  lines.once('close', () => trace.endInput())
  return () => lines.close()
}

/** NO_COLOR (no-color.org) switches colours off wherever they would be on. */
const wantsColour = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && (process.env.NO_COLOR ?? '') === ''
