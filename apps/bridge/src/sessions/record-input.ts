// Records a capture that arrives live from outside as a session, block by block.
import { type Blocks, ImportDamage, sniff } from '@unstick/formats'
import { Refusal, refusal } from '../errors.ts'
import { notACapture } from '../input/not-a-capture.ts'
import type { Recorder } from '../log/recorder.ts'
import { Description } from './description.ts'
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
  const { importer, whole } = await sniff(pieces)
  if (!importer) throw await notACapture(whole)
  // The first section is recorded before a later one can say what it is, so only its own description counts.
  const description = new Description((own) => own ?? { title })
  const iterator = importer.blocks(whole)[Symbol.asyncIterator]()
  const opening = await firstBlocks(iterator)
  const { id, recorder } = await folder.record(title, description.take(opening))
  const over = record(iterator, { description, recorder, packets: opening.packets }, signal).finally(() =>
    folder.finish(id),
  )
  return { id, over }
}

/** Throws `NOT_A_CAPTURE`. */
const firstBlocks = async (iterator: AsyncIterator<Blocks>): Promise<Blocks> => {
  try {
    const next = await iterator.next()
    if (next.done !== true) return next.value
  } catch (error) {
    if (error instanceof ImportDamage) throw refusal('NOT_A_CAPTURE', error.message)
    throw error
  }
  throw refusal('NOT_A_CAPTURE', '')
}

interface Begun {
  readonly description: Description
  readonly recorder: Recorder
  /** How many were recorded. */
  readonly packets: number
}

const record = async (
  iterator: AsyncIterator<Blocks>,
  { description, recorder, packets: before }: Begun,
  signal: AbortSignal,
): Promise<InputEnd> => {
  let packets = before
  try {
    while (!recorder.trouble && !signal.aborted) {
      const next = await iterator.next()
      if (next.done === true) break
      packets += next.value.packets
      for (const block of description.take(next.value)) recorder.append(block)
      await recorder.room()
    }
  } catch (error) {
    if (error instanceof ImportDamage) recorder.fail(refusal('FILE_DAMAGED', error.message))
    else if (error instanceof Refusal) recorder.fail(error)
    else if (!signal.aborted) throw error
  }
  return { packets, trouble: recorder.trouble }
}
