// A framer as a Node Transform, without importing Node: the caller passes the class.
import { createFramer } from './create-framer.ts'
import type { Direction } from './frames/framer.ts'
import type { FramingSpec } from './spec/spec.ts'
import { FramingStreamError } from './frames/stream-error.ts'

/** What this adapter needs from `Transform` of `node:stream`. */
interface Pushable {
  push(body: Uint8Array): boolean
}

type Done = (error?: Error | null) => void

/** The options with which it makes a Transform. */
export interface FramerTransformOptions<T> {
  readonly readableObjectMode: true
  readonly writableHighWaterMark: number
  readonly write: (this: T, chunk: Uint8Array, encoding: string, done: Done) => void
  readonly read: (this: T) => void
  readonly flush: (this: T, done: Done) => void
}

/** How many bytes may wait to be cut. Node's 16 KiB would make the writer wait after every chunk of a fast socket. */
const ROOM = 2 ** 18

/**
 * Makes a Transform that takes bytes and gives one `Uint8Array` per message, empty ones too. Its readable side is in
 * object mode, so messages stay apart under `for await` and pipes. A framing error destroys it with a
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
  let isWanted = true
  let waiting: Done | undefined
  // Does what Transform does around `transform`, in fewer steps: the next chunk waits until the reader asks.
  const stream = new Transform({
    readableObjectMode: true,
    writableHighWaterMark: ROOM,
    write(chunk, _encoding, done) {
      isWanted = true
      if (cutAll(chunk) || framer.error !== undefined) fail(done)
      else waiting = done
    },
    read() {
      const done = waiting
      waiting = undefined
      done?.()
    },
    flush(done) {
      framer.end(give)
      fail(done)
    },
  })
  const give = (body: Uint8Array) => {
    isWanted = stream.push(body)
  }
  /** Gives all messages of the chunk. Returns whether the reader wants more. */
  const cutAll = (chunk: Uint8Array): boolean => {
    framer.bodies(chunk, give)
    return isWanted
  }
  return stream
}
