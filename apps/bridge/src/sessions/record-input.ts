// Records a capture that arrives live from outside as a session, block by block.
import { Refusal, refusal } from '../errors.ts'
import type { Recorder } from '../log/recorder.ts'
import { SessionBlocks } from './session-blocks.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** How a recording ended. */
export interface InputEnd {
  readonly packets: number
  /** Why it ended early, or what was wrong with the input. Everything before was recorded. */
  readonly trouble: Refusal | undefined
}

export interface InputRecording {
  readonly id: string
  readonly over: Promise<InputEnd>
}

/**
 * Resolves once the first block is recorded. `over` resolves once the pieces end, `signal` aborts, or nothing more can be
 * read or written. Throws `NOT_A_CAPTURE`, and what `SessionsFolder.record` and the pieces throw.
 */
export const recordInput = async (
  folder: SessionsFolder,
  title: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<InputRecording> => {
  const blocks = new SessionBlocks((own) => own ?? { title })
  const iterator = pieces[Symbol.asyncIterator]()
  let opening: readonly Uint8Array[] = []
  while (opening.length === 0) {
    const next = await iterator.next()
    if (next.done === true) blocks.end()
    else opening = blocks.push(next.value)
    if (blocks.error && !blocks.format) throw refusal('NOT_A_CAPTURE', blocks.error.message)
  }
  const { id, recorder } = await folder.record(title, opening)
  const over = record(iterator, blocks, recorder, signal).finally(() => folder.finish(id))
  return { id, over }
}

const record = async (
  iterator: AsyncIterator<Uint8Array>,
  blocks: SessionBlocks,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<InputEnd> => {
  try {
    while (!blocks.error && !recorder.trouble && !signal.aborted) {
      const next = await iterator.next()
      if (next.done === true) {
        blocks.end()
        break
      }
      for (const block of blocks.push(next.value)) recorder.append(block)
      await recorder.room()
    }
    if (blocks.error) recorder.fail(refusal('FILE_DAMAGED', blocks.error.message))
  } catch (error) {
    if (error instanceof Refusal) recorder.fail(error)
    else if (!signal.aborted) throw error
  }
  return { packets: blocks.packets, trouble: recorder.trouble }
}
