// The programs in Rust, using only the standard library.
import { hasMarks, IF_SAYS, linesOf, type MarkTexts, pairs, sizesOf, TABLE_SAYS, tablesOf } from './marks.ts'
import { numbered } from './part-names.ts'
import { type HeaderPlan, lengthOfSize, type MarkByte, type Plan, sizeOfLength } from './plan.ts'
import { mustRemember, type SequencePlan } from './sequence-plan.ts'
import { shifted, shiftedOut } from './shifts.ts'

export const rust = (plan: Plan): string => {
  const { constants, read, write } = parts(plan)
  return `use std::io::{self, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;

${[...tablesOf(plan, MARKS), ...constants].join('\n')}

${FILL}${isBytewise(plan) ? NEXT_BYTE : ''}${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, { read, write })}
${WRONG}
// rustc --edition 2021 frames.rs && ./frames HOST PORT: sends every frame back
fn main() -> io::Result<()> {
${CONNECT}
    let mut stream = BufReader::new(socket.try_clone()?);
    while let Some(body) = read_frame(&mut stream)? {
        write_frame(&mut socket, &body)?;
    }
    Ok(())
}
`
}

/** The program of several parts: each part has its own two functions. */
export const rustOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const looks = all.some(({ mark }) => mark.length > 0)
  const marks = all.flatMap(({ mark }, index) =>
    mark.length > 0 ? [`const IF_${index + 1}: ${tableOf(mark)}; // ${IF_SAYS(index + 1)}\n`] : [],
  )
  const each = all.map(({ plan, text }, index) => {
    const { constants, read, write } = parts(plan)
    const body = `${[...tablesOf(plan, MARKS), ...constants].join('\n')}\n${functionsOf(plan, { read, write })}`
    return `// Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}`
  })
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [
      ...(isOnce ? [`!gone.contains(&${part})`] : []),
      ...(mark.length > 0 ? [`stream.fits(IF_${part})?`] : []),
    ]
    const lines = linesOf(...ends.map((end) => `gone.insert(${end + 1});`))
    const inner = linesOf(
      lines !== '' && lines,
      `Ok(read_frame_${part}(stream)?.map(|body| (${part}, body)))`,
    )
    if (tests.length === 0) return inner
    return `if ${tests.join(' && ')} {\n${indent(inner.replace('Ok(', 'return Ok(').concat(';'))}\n}`
  })
  const input = looks ? 'Peeking<impl Read>' : 'impl Read'
  const writes = all.map((_, index) => {
    const last = index === all.length - 1
    return `        ${last ? '_' : index + 1} => write_frame_${index + 1}(stream, body),`
  })
  return `${remembers ? 'use std::collections::HashSet;\n' : ''}use std::io::{self, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;

${marks.length > 0 ? `${marks.join('')}\n` : ''}${FILL}${all.some(({ plan }) => isBytewise(plan)) ? NEXT_BYTE : ''}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${looks ? PEEKING : ''}
${each.join('\n')}
/// The part that the next frame is of, and its body; None if the stream ends between two frames.
${remembers ? '/// `gone` has the parts that cannot come any more.\n' : ''}fn read_frame(stream: &mut ${input}${remembers ? ', gone: &mut HashSet<u32>' : ''}) -> io::Result<Option<(u32, Vec<u8>)>> {
${indent(choices.join('\n'))}
}

/// Sends one frame of that part in one write.
fn write_frame(stream: &mut impl Write, part: u32, body: &[u8]) -> io::Result<()> {
    match part {
${writes.join('\n')}
    }
}
${WRONG}
// rustc --edition 2021 frames.rs && ./frames HOST PORT: sends every frame back
fn main() -> io::Result<()> {
${CONNECT}
    let ${looks ? 'stream' : 'mut stream'} = BufReader::new(socket.try_clone()?);
${looks ? '    let mut stream = Peeking { inner: stream, seen: Vec::new() };\n' : ''}${remembers ? '    let mut gone = HashSet::new();\n' : ''}    while let Some((part, body)) = read_frame(&mut stream${remembers ? ', &mut gone' : ''})? {
        write_frame(&mut socket, part, &body)?;
    }
    Ok(())
}
`
}

/** The functions that read and write a frame. */
const functionsOf = (plan: Plan, { read, write }: Pick<Parts, 'read' | 'write'>): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `
/// The next body, and what is around it; None if the stream ends between two frames.
fn read_whole(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
${indent(read)}
}

/// Sends one frame in one write.
fn write_whole(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
${indent(write)}
}
`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `let whole = match read_whole(stream)? {
    Some(whole) => whole,
    None => return Ok(None),
};
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}
/// The next body; None if the stream ends between two frames.
fn read_frame(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
${indent(outer.read)}
}

/// Sends one frame in one write.
fn write_frame(stream: &mut impl Write, body: &[u8]) -> io::Result<()> {
${indent(outer.write)}
}
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame'],
]

const isBytewise = ({ kind }: Plan): boolean => kind !== 'header' && kind !== 'fixed'

const FILL = `/// Fills all of \`bytes\`, however they come; false if the stream ends before the first.
fn fill(stream: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}
`

const PEEKING = `
/// A stream whose next bytes can be looked at before they are read.
struct Peeking<R> {
    inner: R,
    seen: Vec<u8>,
}

impl<R: Read> Peeking<R> {
    /// Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short.
    fn fits(&mut self, mark: &[(u8, u8)]) -> io::Result<bool> {
        for (k, (bits, value)) in mark.iter().enumerate() {
            if self.seen.len() == k {
                let mut byte = [0];
                if !fill(&mut self.inner, &mut byte)? {
                    return Ok(false);
                }
                self.seen.push(byte[0]);
            }
            if self.seen[k] & bits != *value {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R: Read> Read for Peeking<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.seen.is_empty() {
            return self.inner.read(bytes);
        }
        let count = bytes.len().min(self.seen.len());
        bytes[..count].copy_from_slice(&self.seen[..count]);
        self.seen.drain(..count);
        Ok(count)
    }
}
`

const WRONG = `
fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidData, message)
}
`

const CONNECT = `    let arguments: Vec<String> = std::env::args().collect();
    let mut socket = TcpStream::connect(format!("{}:{}", arguments[1], arguments[2]))?;`

const tableOf = (mark: readonly MarkByte[]): string => `&[(u8, u8)] = &[${pairs(mark, '(', ')')}]`

const MARKS: MarkTexts = {
  table: (name, mark) => `const ${name}: ${tableOf(mark)}; // ${TABLE_SAYS(name)}`,
  check: `
/// Refuses bytes that are not the mark's.
fn check(found: &[u8], mark: &[(u8, u8)], place: &str) -> io::Result<()> {
    for (k, (byte, (bits, value))) in found.iter().zip(mark).enumerate() {
        if byte & bits != *value {
            return Err(wrong(format!("byte {k} of a frame's {place} is {byte:#04x}, not {value:#04x}")));
        }
    }
    Ok(())
}
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if whole.len() < ${both} {
    return Err(wrong(format!("{} bytes; those around a body are ${both}", whole.len())));
}`,
      edges.starts.length > 0 && 'check(&whole, STARTS, "start")?;',
      length > 0 && 'let back = whole.len() - ENDS.len();\ncheck(&whole[back..], ENDS, "end")?;',
      `Ok(Some(whole[${front > 0 ? front : ''}..${length > 0 ? 'back' : ''}].to_vec()))`,
    )
  },
  wrap: ({ starts, strip, ends }) =>
    linesOf(
      `let mut whole: Vec<u8> = ${starts.length > 0 ? MARK_BYTES('STARTS') : 'Vec::new()'};`,
      strip > 0 && `whole.resize(whole.len() + ${strip}, 0);`,
      'whole.extend_from_slice(body);',
      ends.length > 0 && 'whole.extend(ENDS.iter().map(|(_, value)| value));',
      'write_whole(stream, &whole)',
    ),
}

const MARK_BYTES = (mark: string): string => `${mark}.iter().map(|(_, value)| *value).collect()`

const MARK_FIRST = `let mut mark = [0; STARTS.len()];
if !fill(stream, &mut mark)? {
    return Ok(None);
}
check(&mark, STARTS, "start")?;
`

const NEXT_LATER = `let byte = match next_byte(stream, false)? {
    Some(byte) => byte,
    None => return Err(ErrorKind::UnexpectedEof.into()),
};`

const NEXT_BYTE = `
/// The next byte. The stream's end is an error, except before a frame's first byte.
fn next_byte(stream: &mut impl Read, first: bool) -> io::Result<Option<u8>> {
    let mut byte = [0];
    match fill(stream, &mut byte)? {
        true => Ok(Some(byte[0])),
        false if first => Ok(None),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}
`

interface Parts {
  readonly constants: readonly string[]
  readonly read: string
  readonly write: string
}

const mostBody = (most: number): string => `const MOST: u64 = ${most}; // bytes of the longest body`

const BODY = `let mut body = vec![0; length as usize];
stream.read_exact(&mut body)?;`

const CHECK = `if length > MOST {
    return Err(wrong(format!("a length of {length}; at most {MOST} is allowed")));
}`

const TOO_LONG = `if body.len() as u64 > MOST {
    return Err(wrong(format!("{} bytes; at most {MOST} are allowed", body.len())));
}`

const nextByte = (first: string): string => `let byte = match next_byte(stream, ${first})? {
    Some(byte) => byte,
    None => return Ok(None),
};`

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        constants: [`const SIZE: usize = ${plan.size}; // bytes of every frame`],
        read: `let mut body = vec![0; SIZE];
Ok(fill(stream, &mut body)?.then_some(body))`,
        write: `if body.len() != SIZE {
    return Err(wrong(format!("{} bytes; every frame has {SIZE}", body.len())));
}
stream.write_all(body)`,
      }
    case 'varint':
      return {
        constants: [mostBody(plan.most)],
        read: `let mut length = 0u64;
for k in 0.. {
    if k == ${plan.maxBytes} {
        return Err(wrong("a length of more than ${plan.maxBytes} bytes".to_string()));
    }
${indent(nextByte('k == 0'))}
    length |= u64::from(byte & 0x7f) << (7 * k);
    if byte < 0x80 {
        break;
    }
}
${CHECK}
${BODY}
Ok(Some(body))`,
        write: `${TOO_LONG}
let mut frame = Vec::with_capacity(${plan.maxBytes} + body.len());
let mut length = body.len();
while length >= 0x80 {
    frame.push(length as u8 | 0x80);
    length >>= 7;
}
frame.push(length as u8);
frame.extend_from_slice(body);
stream.write_all(&frame)`,
      }
    case 'delimiter': {
      const size = plan.end.length
      const marked = plan.starts.length > 0
      return {
        constants: [`const END: &[u8] = &[${plan.end.map(hex).join(', ')}];`, mostBody(plan.most)],
        read: `${marked ? MARK_FIRST : ''}let mut frame = Vec::new();
while !frame.ends_with(END) {
${indent(marked ? NEXT_LATER : nextByte('frame.is_empty()'))}
    frame.push(byte);
    if frame.len() as u64 > MOST + ${plan.lines ? 2 : size} {
        return Err(wrong(format!("no end within {MOST} bytes")));
    }
}
frame.truncate(frame.len() - ${size});
${plan.lines ? 'if frame.ends_with(b"\\r") {\n    frame.pop();\n}\n' : ''}Ok(Some(frame))`,
        write: `if body.windows(${size}).any(|bytes| bytes == END)${plan.lines ? ' || body.ends_with(b"\\r")' : ''} {
    return Err(wrong("the body contains a delimiter".to_string()));
}
${marked ? `let mark: Vec<u8> = ${MARK_BYTES('STARTS')};\n` : ''}stream.write_all(&[${marked ? '&mark, ' : ''}body, ${plan.lines ? 'b"\\r", ' : ''}END].concat())`,
      }
    }
    case 'netstring':
      return {
        constants: [mostBody(plan.most)],
        read: `let mut length = 0u64;
for digits in 0.. {
${indent(nextByte('digits == 0'))}
    if byte == b':' && digits > 0 {
        break;
    }
    if !byte.is_ascii_digit() || digits == 10 || (digits > 0 && length == 0) {
        return Err(wrong(format!("byte {byte:#04x} is not part of a netstring's length")));
    }
    length = 10 * length + u64::from(byte - b'0');
}
${CHECK}
${BODY}
if next_byte(stream, false)? != Some(b',') {
    return Err(wrong("no comma after the body".to_string()));
}
Ok(Some(body))`,
        write: `${TOO_LONG}
let header = format!("{}:", body.len());
stream.write_all(&[header.as_bytes(), body, b","].concat())`,
      }
    case 'content-length':
      return {
        constants: [mostBody(plan.most)],
        read: `let mut head = Vec::new();
while !head.ends_with(b"\\r\\n\\r\\n") {
${indent(nextByte('head.is_empty()'))}
    head.push(byte);
    if head.len() > 8192 {
        return Err(wrong("a header of more than 8192 bytes".to_string()));
    }
}
let head = String::from_utf8_lossy(&head);
let length = head
    .lines()
    .filter_map(|line| line.split_once(':'))
    .find(|(name, _)| name.trim().eq_ignore_ascii_case("content-length"))
    .and_then(|(_, value)| value.trim().parse::<u64>().ok())
    .ok_or_else(|| wrong("a header without Content-Length".to_string()))?;
${CHECK}
${BODY}
Ok(Some(body))`,
        write: `${TOO_LONG}
let header = format!("Content-Length: {}\\r\\n\\r\\n", body.len());
stream.write_all(&[header.as_bytes(), body].concat())`,
      }
  }
}

const headerParts = (plan: HeaderPlan): Parts => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const idiom = [1, 2, 4, 8].includes(width)
  const order = littleEndian ? 'le' : 'be'
  const slice = at === 0 && width === size ? 'header' : `header[${at}..${at + width}].try_into().unwrap()`
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const binary =
    width === 1
      ? `u64::from(header[${at}])`
      : idiom
        ? `u64::from(u${8 * width}::from_${order}_bytes(${slice}))`
        : shifted(plan, (k) => `u64::from(header[${k}])`)
  const read =
    radix > 0
      ? `std::str::from_utf8(&header[${at}..${at + width}])
    .ok()
    .and_then(|digits| u64::from_str_radix(digits, ${radix}).ok())
    .ok_or_else(|| wrong("a length that is not a number".to_string()))?`
      : binary
  const put =
    radix > 0
      ? [
          `frame[${at}..${at + width}].copy_from_slice(format!("{length:0${width}${radix === 16 ? 'x' : ''}}").as_bytes());`,
        ]
      : width === 1
        ? [`frame[${at}] = length as u8;`]
        : idiom
          ? [`frame[${at}..${at + width}].copy_from_slice(&(length as u${8 * width}).to_${order}_bytes());`]
          : shiftedOut(
              plan,
              (k, shift) => `frame[${k}] = ${shift > 0 ? `(length >> ${shift})` : 'length'} as u8;`,
            )
  const outside = least > 0 ? `!(${least}..=MOST).contains(&length)` : 'length > MOST'
  return {
    constants: [`const MOST: u64 = ${most}; // the largest allowed length`],
    read: `let mut header = [0; ${size}];
if !fill(stream, &mut header)? {
    return Ok(None);
}
${marked ? 'check(&header, STARTS, "start")?;\n' : ''}let length = ${read}${bits};
if ${outside} {${signed ? ' // a negative length is very large here' : ''}
    return Err(wrong(format!("a length of {length}; ${least} to {MOST} is allowed")));
}
let mut body = vec![0; (${sizeOfLength(plan, 'length')}) as usize];
stream.read_exact(&mut body)?;
Ok(Some(body))`.replace('(length) as', 'length as'),
    write: `let length = ${lengthOfSize(plan, 'body.len() as u64')};
if length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'body.len()', '%')} != 0`} {
    return Err(wrong(format!("{} bytes do not fit a frame", body.len())));
}
let mut frame = vec![0; ${size}];
${put.join('\n')}
${marked ? 'for (k, (_, value)) in STARTS.iter().enumerate() {\n    frame[k] |= *value; // of the length, only bits that do not count\n}\n' : ''}frame.extend_from_slice(body);
stream.write_all(&frame)`,
  }
}

const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')
