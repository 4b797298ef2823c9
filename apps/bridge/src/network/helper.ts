// The process inside a private network: makes the network, captures it, and performs one run in it for the bridge,
// to which it speaks over standard input and output. It ends when the bridge does, for then its input ends.
import { Socket } from 'node:net'
import { packetBlock } from '@unstick/pcapng'
import { systemClock } from '../clock.ts'
import { Refusal, refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import type { NetworkSettings } from '../lab/network-conditions.ts'
import { perform, type RunBounds } from '../lab/perform.ts'
import type { RunData } from '../lab/prepared-run.ts'
import { parseSpeech } from '../lab/speech.ts'
import { TypedLines } from '../lab/typed-lines.ts'
import { Capture } from './capture.ts'
import { Channel } from './channel.ts'
import { connectionsClosed } from './connections-closed.ts'
import { bringUp, runCommand, setMtu, shape, tryNetem } from './link.ts'
import type { Failure, FromHelper, ToHelper } from './messages.ts'

/** Milliseconds that closing connections may take at the end of a run, and then the capture to show their packets. */
const CLOSING = 3_000
const SHOWING = 8_000

// Not process.stdout, which waits for whoever reads it: a run must not.
const output = heard(new Socket({ fd: 1, readable: false }))
const channel = new Channel<FromHelper, ToHelper>(process.stdin, output)

const main = async (): Promise<void> => {
  for (const command of bringUp) await runCommand(command)
  channel.say({ say: 'warm' })
  // Not before a run is near: dumpcap looks for packets ten times a second.
  let capture: Capture | undefined
  const stop = new AbortController()
  let typed: TypedLines | undefined
  for await (const asked of channel.heard()) {
    if (asked instanceof Uint8Array) continue
    switch (asked.say) {
      case 'prepare':
        capture = await prepare(asked.settings)
        break
      case 'run':
        if (!capture) throw new Error('a run comes before its network')
        typed = asked.typed && new TypedLines(asked.typed)
        void run(capture, asked.run, stop.signal, {
          ...(asked.maxSeconds !== undefined && { maxSeconds: asked.maxSeconds }),
          ...(typed && { typed }),
        }).then((failure) => channel.say({ say: 'over', ...(failure && { failure }) }))
        break
      case 'line':
        typed?.type(asked.program, asked.line)
        break
      case 'stop':
        stop.abort()
        break
    }
  }
}

/** Makes the link as it is wanted, as far as this kernel has the means, and captures it. */
const prepare = async (settings: NetworkSettings): Promise<Capture> => {
  await runCommand(setMtu(settings))
  const unmet = await unmetOf(settings)
  const possible = unmet.length > 0 ? { ...settings, delay: 0, loss: 0 } : settings
  for (const command of shape(possible)) await runCommand(command)
  const capture = await Capture.start()
  const { linkType, snapLength } = capture
  channel.say({ say: 'prepared', unmet, linkType, snapLength })
  return capture
}

const unmetOf = async ({ delay, loss }: NetworkSettings): Promise<readonly (keyof NetworkSettings)[]> => {
  if (delay === 0 && loss === 0) return []
  try {
    await runCommand(tryNetem)
    return []
  } catch {
    // tc says in words of its own that there is no such qdisc.
    return [...(delay > 0 ? (['delay'] as const) : []), ...(loss > 0 ? (['loss'] as const) : [])]
  }
}

/** Performs a run and sees its capture through; what went wrong, if anything did. */
const run = async (
  capture: Capture,
  data: RunData,
  signal: AbortSignal,
  bounds: RunBounds,
): Promise<Failure | undefined> => {
  const interfaceId = data.programs.length
  capture.begin(({ time, data: bytes, start, length, originalLength }) => {
    const packet = bytes.subarray(start, start + length)
    channel.sendBlocks(packetBlock({ interfaceId, time, data: packet, originalLength }))
  })
  const sink = {
    append: (block: Uint8Array) => channel.sendBlocks(block),
    room: () => channel.room(),
  }
  const failure = await failureOf(
    perform({ ...data, speech: parseSpeech(data.framing) }, systemClock(), sink, signal, bounds),
  )
  await connectionsClosed(CLOSING)
  const seenAll = await capture.seenAll(SHOWING)
  const dropped = await capture.stop()
  if (failure) return failure
  if (!seenAll) return refusal('CAPTURE_UNFINISHED', SHOWING / 1_000)
  if (dropped > 0) return refusal('CAPTURE_DROPPED', dropped)
  return undefined
}

const failureOf = async (running: Promise<void>): Promise<Failure | undefined> => {
  try {
    await running
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message }
    return { code: 'RUN_FAILED', message: String(error) }
  }
}

// Nobody listens any more: there is nobody to run for.
output.once('error', () => process.exit())
try {
  await main()
} catch (error) {
  channel.say({ say: 'failed', why: error instanceof Error ? error.message : String(error) })
}
// As the first process of its namespace it takes all others with it.
output.end(() => process.exit())
