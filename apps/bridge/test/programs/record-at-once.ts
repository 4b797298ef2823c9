// A program that records a hundred blocks to the file it is given, all of them in one write, and prints why not all.
import { Recorder } from '../../src/log/recorder.ts'
import { numberedBlock, opening } from '../numbered-blocks.ts'

const recorder = await Recorder.create(process.argv[2] ?? '', opening)
for (let index = 0; index < 100; index += 1) recorder.append(numberedBlock(index))
await recorder.close()
console.log(recorder.trouble?.code, recorder.size)
