// The functions around a frame in Go.
import type { FunctionTexts } from '../../alike/functions.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts = {
  whole: ({
    read,
    write,
  }) => `// readWhole gives the next body, and what is around it; io.EOF if the stream ends between two frames.
func readWhole(r *bufio.Reader) ([]byte, error) {
${indent(read)}
}

// writeWhole sends one frame in one Write.
func writeWhole(w io.Writer, body []byte) error {
${indent(write)}
}

`,
  frame: ({ read, write }) => `// readFrame gives the next body; io.EOF if the stream ends between two frames.
func readFrame(r *bufio.Reader) ([]byte, error) {
${indent(read)}
}

// writeFrame sends one frame in one Write.
func writeFrame(w io.Writer, body []byte) error {
${indent(write)}
}`,
  readWhole: () => `whole, err := readWhole(r)
if err != nil {
	return nil, err
}`,
  marks: MARKS,
}
