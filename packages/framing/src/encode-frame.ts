// Turns a body into the frame that carries it.
import { mainSpec } from './language/composition.ts'
import { encodeError } from './frames/errors.ts'
import type { EncodeResult } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
import { DEFAULT_MAX, type FramingSpec } from './spec/spec.ts'

/**
 * Makes a frame whose body is `body`, so that a framer of the same spec cuts it. Header bytes that the spec does not
 * mention are zero. The frame is new memory.
 * Errors: `NO_ENCODER`, `BODY_TOO_LONG`, `BODY_SIZE_WRONG`, `BODY_HAS_DELIMITER`, `BODY_INVALID`.
 */
export function encodeFrame(spec: FramingSpec, body: Uint8Array): EncodeResult {
  if (spec.kind === 'over')
    return { ok: false, error: encodeError('NO_ENCODER', { value: 'a message over frames' }) }
  const main = mainSpec(spec)
  const { encode } = kindOf(main)
  if (encode === undefined) return { ok: false, error: encodeError('NO_ENCODER', { value: main.kind }) }
  return encode(main, withFront(body, main.strip ?? 0), main.max ?? DEFAULT_MAX)
}

/** Whether {@link encodeFrame} can write this framing. */
export function hasEncoder(spec: FramingSpec): boolean {
  return spec.kind !== 'over' && kindOf(mainSpec(spec)).encode !== undefined
}

/** Adds the zero bytes that `strip=` removes again. */
function withFront(body: Uint8Array, strip: number): Uint8Array {
  if (strip === 0) return body
  const whole = new Uint8Array(strip + body.length)
  whole.set(body, strip)
  return whole
}
