// A framer for the web's TransformStream.
import { createFramer } from './create-framer.ts'
import type { Direction } from './frames/framer.ts'
import type { FramingSpec } from './spec/spec.ts'
import { FramingStreamError } from './frames/stream-error.ts'

/** What this adapter needs from a TransformStreamDefaultController. */
interface BodyController {
  enqueue(body: Uint8Array): void
  error(reason: FramingStreamError): void
}

/** A web `Transformer`. */
export interface FramerTransformer {
  readonly transform: (chunk: Uint8Array, controller: BodyController) => void
  readonly flush: (controller: BodyController) => void
}

/**
 * Makes the argument of `new TransformStream(…)`: bytes in, one `Uint8Array` per message out, empty ones too. A framing
 * error makes the stream fail with a {@link FramingStreamError}.
 *
 *     const messages = readable.pipeThrough(new TransformStream(framerTransformer(spec)))
 */
export function framerTransformer(spec: FramingSpec, direction?: Direction): FramerTransformer {
  const framer = createFramer(spec, direction)
  const fail = (controller: BodyController) => {
    if (framer.error !== undefined) controller.error(new FramingStreamError(framer.error))
  }
  return {
    transform(chunk, controller) {
      framer.bodies(chunk, (body) => controller.enqueue(body))
      fail(controller)
    },
    flush(controller) {
      framer.end((body) => controller.enqueue(body))
      fail(controller)
    },
  }
}
