// Records to the given file until it is killed, and prints, one number per line, how many blocks are known to be on disk.
import { writeSync } from 'node:fs'
import { Recorder } from '../../src/log/recorder.ts'
import { numberedBlock, opening } from '../numbered-blocks.ts'

/** Blocks appended between two writes, so that some wait while others are written. */
const BURST = 12

const recorder = await Recorder.create(process.argv[2] ?? '', opening)
/** File offsets after the blocks that were appended and not yet acknowledged. */
const ends: number[] = []
let end = recorder.size
let acknowledged = 0
const acknowledge = () => {
  while ((ends[0] ?? Infinity) <= recorder.size) {
    ends.shift()
    acknowledged += 1
  }
  writeSync(1, `${acknowledged}\n`)
}
const signal = new AbortController().signal
for (let index = 0; ;) {
  const changed = recorder.changed.next(signal)
  for (let more = 0; more < BURST; more += 1, index += 1) {
    const block = numberedBlock(index)
    end += block.length
    ends.push(end)
    recorder.append(block)
  }
  await changed
  acknowledge()
  await recorder.room()
}
