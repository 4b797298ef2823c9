// The functions around a frame in Rust.
import type { FunctionTexts } from '../../alike/functions.ts'
import { indent } from './indent.ts'
import { MARKS } from './marks.ts'

export const FUNCTIONS: FunctionTexts = {
  whole: ({ read, write }) => `
/// The next body, and what is around it; None if the stream ends between two frames.
fn read_whole(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
${indent(read)}
}

/// Sends one frame in one write.
fn write_whole(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
${indent(write)}
}
`,
  frame: ({ read, write }) => `
/// The next body; None if the stream ends between two frames.
fn read_frame(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
${indent(read)}
}

/// Sends one frame in one write.
fn write_frame(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
${indent(write)}
}
`,
  readWhole: () => `let whole = match read_whole(stream)? {
    Some(whole) => whole,
    None => return Ok(None),
};`,
  marks: MARKS,
}
