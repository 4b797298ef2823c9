// Conditions that many experiments have, so that one name means one thing in all of them.
import type { Condition } from '@unstick/api'

type NumberCondition = Condition & { readonly type: 'number' }

export const textCondition = (key: string, label: string, value: string): Condition => ({
  type: 'text',
  key,
  label,
  default: value,
  maxBytes: 4096,
})

/** Milliseconds, up to ten seconds. */
export const timeCondition = (key: string, label: string, ms: number): NumberCondition => ({
  type: 'number',
  key,
  label,
  unit: 'ms',
  default: ms,
  min: 0,
  max: 10_000,
})

/** Bytes of one message. */
export const sizeCondition = (key: string, label: string, bytes: number, min = 1): NumberCondition => ({
  type: 'number',
  key,
  label,
  unit: 'bytes',
  default: bytes,
  min,
  max: 1_048_576,
})

export const waitCondition = (ms = 200): Condition => timeCondition('wait', 'The reader waits', ms)

export const limitCondition = (bytes = 1024): Condition => sizeCondition('limit', 'recv limit', bytes)

export const nagleCondition: Condition = {
  type: 'toggle',
  key: 'nagle',
  label: "Nagle's algorithm",
  default: true,
}

export const encodingCondition: Condition = {
  type: 'choice',
  key: 'encoding',
  label: 'Encoding',
  default: 'utf-8',
  choices: ['utf-8', 'gbk'],
}
