// Makes the benchmark's captures: a million TCP packets over 1,000 connections, small or large.
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfaceBlock, LINK_ETHERNET, packetBlock, sectionHeaderBlock } from '../dist/index.js'

const CONNECTIONS = 1000

/** A file with `packets` packets of `payloadLength` bytes each; made once and kept with the temporary files. */
export const captureOf = (packets, payloadLength) => {
  const file = join(tmpdir(), `unstick-bench-${packets}-${payloadLength}.pcapng`)
  if (existsSync(file)) return file
  const unfinished = `${file}.${process.pid}`
  const out = openSync(unfinished, 'w')
  let blocks = [sectionHeaderBlock({}), interfaceBlock({ linkType: LINK_ETHERNET })]
  const frame = new Uint8Array(54 + payloadLength).fill(0x61)
  const view = new DataView(frame.buffer)
  view.setUint16(12, 0x0800)
  frame.set([0x45, 0, 0, 0, 0, 1, 0x40, 0, 64, 6, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1], 14)
  view.setUint16(16, 40 + payloadLength)
  view.setUint16(46, 0x5018)
  const sequences = new Uint32Array(CONNECTIONS)
  for (let index = 0; index < packets; index++) {
    const connection = (index * 7919) % CONNECTIONS
    view.setUint16(34, 10_000 + connection)
    view.setUint16(36, 8080)
    view.setUint32(38, sequences[connection])
    sequences[connection] += payloadLength
    blocks.push(
      packetBlock({ interfaceId: 0, time: 1_795_339_928_000_000_000n + BigInt(index) * 1009n, data: frame }),
    )
    if (blocks.length === 4096 || index === packets - 1) {
      writeSync(out, Buffer.concat(blocks))
      blocks = []
    }
  }
  closeSync(out)
  renameSync(unfinished, file)
  return file
}
