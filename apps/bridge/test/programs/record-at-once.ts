// Records a hundred blocks to the given file in a single write, and prints why not all were written.
import { Recorder } from '../../src/log/recorder.ts'
import { numberedBlock, opening } from '../numbered-blocks.ts'

const recorder = await Recorder.create(process.argv[2] ?? '', opening)
for (let index = 0; index < 100; index += 1) recorder.append(numberedBlock(index))
await recorder.close()
console.log(recorder.trouble?.code, recorder.size)
