// Checks before a run whether its framing can carry the messages whose bytes are already known.
import { encodeFrame, hasEncoder } from '@unstick/framing'
import type { ConditionValues } from '@unstick/api'
import { refusal } from '../errors.ts'
import type { MessageCodec } from './message-codec.ts'
import { type Program, type Step, stepsIn } from './step.ts'
import { type BytesValue, Values } from './values.ts'

/** Throws `FRAMING_WITHOUT_ENCODER`, or `MESSAGE_DOES_NOT_FIT` if a message that is known before the run cannot be sent. */
export const checkMessages = (
  codec: MessageCodec,
  programs: readonly Program[],
  conditions: ConditionValues,
): void => {
  if (!codec) return
  if (!hasEncoder(codec)) throw refusal('FRAMING_WITHOUT_ENCODER', codec.kind)
  const values = new Values(conditions)
  for (const step of programs.flatMap(({ steps }) => flatten(steps))) {
    if (step.do !== 'send message' || !isKnown(step.bytes)) continue
    const encoded = encodeFrame(codec, values.bytes(step.bytes))
    if (encoded.ok) continue
    throw refusal('MESSAGE_DOES_NOT_FIT', nameOf(step.bytes), encoded.error.message)
  }
}

/** The steps, and the steps inside them. */
const flatten = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...stepsIn(step).flatMap(flatten)])

const scalarOf = (bytes: BytesValue): unknown => {
  if ('text' in bytes) return bytes.text
  if ('filler' in bytes) return bytes.filler
  return 'packed' in bytes ? bytes.value : bytes
}

/** Whether the bytes depend on no value that an earlier step keeps. */
const isKnown = (bytes: BytesValue): boolean => {
  const scalar = scalarOf(bytes)
  if (typeof scalar !== 'object' || scalar === null) return true
  return !('kept' in scalar || 'lengthOf' in scalar || 'upperOf' in scalar)
}

const nameOf = (bytes: BytesValue): string => {
  const scalar = scalarOf(bytes)
  const named = typeof scalar === 'object' && scalar !== null && 'condition' in scalar
  return named ? String(scalar.condition) : 'The message'
}
