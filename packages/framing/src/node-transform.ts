// A framer as a Node Transform, without importing Node: the caller brings the class.
import { createFramer } from './create-framer.ts'
import type { Direction } from './framer.ts'
import type { FramingSpec } from './spec.ts'
import { FramingStreamError } from './stream-error.ts'

/** What this adapter asks of `Transform` from `node:stream`. */
interface Pushable {
  push(body: Uint8Array): unknown
}

type Done = (error?: Error | null) => void

/** The options that it makes a Transform with. */
export interface FramerTransformOptions<T> {
  readonly readableObjectMode: true
  readonly transform: (this: T, chunk: Uint8Array, encoding: string, done: Done) => void
  readonly flush: (this: T, done: Done) => void
}

/**
 * Makes a Transform that takes bytes and gives one `Uint8Array` a message, empty ones too. Its readable side is in
 * object mode, so that messages stay apart under `for await` and pipes. A framing error destroys it with a
 * {@link FramingStreamError}; as with every Node stream, what was not read by then is lost.
 *
 *     import { Transform } from 'node:stream'
 *     const messages = socket.pipe(framerTransform(Transform, spec))
 */
export function framerTransform<T extends Pushable>(
  Transform: new (options: FramerTransformOptions<T>) => T,
  spec: FramingSpec,
  direction?: Direction,
): T {
  const framer = createFramer(spec, direction)
  const fail = (done: Done) => done(framer.error === undefined ? null : new FramingStreamError(framer.error))
  const stream = new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      framer.bodies(chunk, give)
      fail(done)
    },
    flush(done) {
      framer.end(give)
      fail(done)
    },
  })
  const give = (body: Uint8Array) => stream.push(body)
  return stream
}
