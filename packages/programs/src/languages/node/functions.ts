// The functions around a frame in Node.
import type { FunctionTexts } from '../../alike/functions.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts = {
  whole: ({
    read,
    write,
  }) => `/** The next body, and what is around it; null if the stream ends between two frames. */
async function readWhole(reader) {
${indent(read)}
}

/** Sends one frame in one write. */
function writeWhole(socket, body) {
${indent(write)}
}

`,
  frame: ({ read, write }) => `/** The next body; null if the stream ends between two frames. */
async function readFrame(reader) {
${indent(read)}
}

/** Sends one frame in one write. */
function writeFrame(socket, body) {
${indent(write)}
}`,
  readWhole: () => `const whole = await readWhole(reader)
if (whole === null) return null`,
  marks: MARKS,
}
