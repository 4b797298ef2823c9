// The functions around a frame in Python.
import type { FunctionTexts } from '../../alike/functions.ts'
import type { PythonCode } from './code.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts<PythonCode> = {
  whole: ({ source, read, write }) => `
def read_whole(${source}):
    """The next body, and what is around it; None if the stream ends between two frames."""
${indent(read)}


def write_whole(sock, body):
    """Sends one frame whole: the header does not leave alone and wait for an acknowledgement."""
${indent(write)}

`,
  frame: ({ source, read, write }) => `
def read_frame(${source}):
    """The next body; None if the stream ends between two frames."""
${indent(read)}


def write_frame(sock, body):
    """Sends one frame whole: the header does not leave alone and wait for an acknowledgement."""
${indent(write)}`,
  readWhole: ({ source }) => `whole = read_whole(${source})
if whole is None:
    return None`,
  marks: MARKS,
}
