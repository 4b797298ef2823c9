// Unpacks gzip so that nothing before a fault is lost. Node's stream drops what it has not yet handed out.
import { createGunzip } from 'node:zlib'
import { heard } from '../heard.ts'
import { DamagedPacking } from './damaged-packing.ts'

/** Bytes of input at a time. Their output is handed out before more goes in, so a fault loses only the output of one slice. */
const SLICE = 8 * 1024

/** Holds the output of one slice: 8 MiB at most. Throws `DamagedPacking`. */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = heard(createGunzip({ chunkSize: 64 * 1024 }))
  const ready: Uint8Array[] = []
  let fault: Error | undefined
  stream.on('data', (piece: Buffer) => ready.push(piece))
  stream.on('error', (error) => (fault = error))
  // A write that meets a fault never calls back. The stream closes instead.
  let goOn: () => void = () => undefined
  const closed = new Promise<void>((resolve) => {
    stream.once('close', () => {
      resolve()
      goOn()
    })
  })
  const hasFailed = () => fault !== undefined
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length && !hasFailed(); at += SLICE) {
        const slice = piece.subarray(at, at + SLICE)
        await new Promise<void>((resolve) => {
          goOn = resolve
          stream.write(slice, () => resolve())
        })
        yield* ready.splice(0)
      }
      if (hasFailed()) break
    }
    stream.end()
    await closed
    yield* ready.splice(0)
    if (fault) throw new DamagedPacking(fault.message)
  } finally {
    stream.destroy()
  }
}
