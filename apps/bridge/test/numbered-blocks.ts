// A recording in which every block contains its number, so that a test sees what is missing.
import { CaptureReader, interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'

export const opening: readonly Uint8Array[] = [
  sectionHeaderBlock({ application: 'a test' }),
  interfaceBlock({ linkType: 147, name: 'numbers' }),
]

/** A block whose length depends on its number: mostly short, sometimes many pages long. */
export const numberedBlock = (index: number): Uint8Array =>
  packetBlock({
    interfaceId: 0,
    time: BigInt(index),
    data: new Uint8Array(index % 29 === 0 ? 20_000 : (index * 37) % 900).fill(index),
  })

/**
 * How many numbered blocks a file begins with, none missing and all unchanged, and how many bytes of an unfinished block
 * follow them.
 */
export const countNumbered = (file: Uint8Array): { count: number; leftover: number } => {
  let count = 0
  const reader = new CaptureReader({
    packet: ({ time, data, start, length }) => {
      const block = numberedBlock(count)
      const written = block.subarray(
        28,
        28 + new DataView(block.buffer, block.byteOffset).getUint32(20, true),
      )
      if (time !== BigInt(count) || Buffer.compare(data.subarray(start, start + length), written) !== 0)
        throw new Error(`block ${count} is not as it was written`)
      count += 1
    },
  })
  reader.push(file)
  reader.end()
  const { error, leftover } = reader
  if (error && error.code !== 'CUT_INSIDE_BLOCK') throw new Error(error.message)
  return { count, leftover }
}
