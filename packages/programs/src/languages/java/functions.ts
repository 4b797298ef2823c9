// The functions around a frame in Java.
import type { FunctionTexts } from '../../alike/functions.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts = {
  whole: ({
    read,
    write,
  }) => `    /** The next body, and what is around it; null if the stream ends between two frames. */
    static byte[] readWhole(InputStream in) throws IOException {
${indent(indent(read))}
    }

    /** Sends one frame in one write. */
    static void writeWhole(OutputStream out, byte[] body) throws IOException {
${indent(indent(write))}
    }

`,
  frame: ({ read, write }) => `    /** The next body; null if the stream ends between two frames. */
    static byte[] readFrame(InputStream in) throws IOException {
${indent(indent(read))}
    }

    /** Sends one frame in one write. */
    static void writeFrame(OutputStream out, byte[] body) throws IOException {
${indent(indent(write))}
    }`,
  readWhole: () => `byte[] whole = readWhole(in);
if (whole == null) return null;`,
  marks: MARKS,
}
