// `delimiter:…` and `line`: frames end at the first delimiter.
import { DelimiterCutter } from '../cutters/delimiter-cutter.ts'
import { encodeError } from '../frames/errors.ts'
import { numberWord, type DiagramField, type EncodeResult, type HeaderField, type Kind } from './kind.ts'
import { bytesOf, printBytes } from '../frames/escapes.ts'
import { bytesField } from './header-layout.ts'
import { exampleOf, markOf, sayMark } from '../spec/marks.ts'
import type { DelimiterSpec, LineSpec } from '../spec/spec.ts'
import { StartsCutter } from '../cutters/starts-cutter.ts'
import { SwitchingLineCutter } from '../cutters/switching-line-cutter.ts'
import { TailCutter } from '../cutters/tail-cutter.ts'
import { STARTS_WORD } from './length.ts'

/**
 *     delimiter:\r\n
 *     +---------------+------+
 *     |     body      | \r\n |
 *     |               |  2   |
 *     +---------------+------+
 */
export const delimiter: Kind<DelimiterSpec> = {
  grammar: {
    says: 'ends at any of the given delimiters',
    argument: {
      name: 'delimiters',
      type: { is: 'delimiters' },
      says: 'bytes, with the escapes \\n \\r \\t \\0 \\xNN \\\\ \\| \\,; separate several with |',
    },
    keys: [
      STARTS_WORD,
      numberWord({
        name: 'tail',
        least: 1,
        most: 64,
        says: 'bytes after the delimiter that belong to the frame, such as a checksum',
      }),
    ],
  },
  cutter(spec, max) {
    const starts = markOf(spec.starts)
    const delimiters = spec.delimiters.map(bytesOf)
    const tail = spec.tail ?? 0
    const plain = new DelimiterCutter(delimiters, max - starts.length - tail)
    const inner = tail === 0 ? plain : new TailCutter(plain, tail)
    return starts.length === 0 ? inner : new StartsCutter(starts, inner, max)
  },
  encode(spec, body, max) {
    if (spec.tail !== undefined)
      return { ok: false, error: encodeError('NO_ENCODER', { value: 'a frame with a checksum' }) }
    const starts = markOf(spec.starts)
    const rest = encodeWith(spec.delimiters.map(bytesOf), 0, body, max - starts.length)
    if (!rest.ok || starts.length === 0) return rest
    return { ok: true, frame: Uint8Array.from([...starts.map(exampleOf), ...rest.frame]) }
  },
  fields(spec, frame) {
    const { length } = markOf(spec.starts)
    const rest = endField(spec.delimiters.map(bytesOf), frame.subarray(length))
    const moved = rest.map((field) => ({ ...field, start: field.start + length, end: field.end + length }))
    return length === 0 || frame.length < length ? rest : [bytesField('starts', frame, 0, length), ...moved]
  },
  sentence(spec) {
    const shown = spec.delimiters.map(printBytes)
    const ends =
      shown.length === 1
        ? `A frame ends at each ${shown.join('')}`
        : `A frame ends at the first of ${shown.join(' or ')}`
    return spec.starts === undefined
      ? `${ends}.`
      : `${ends}, and begins with ${sayMark(markOf(spec.starts))}.`
  },
  diagram(spec) {
    const sizes = new Set(spec.delimiters.map((text) => text.length))
    const size = sizes.size === 1 ? spec.delimiters[0]?.length : undefined
    const starts = markOf(spec.starts)
    const begins: readonly DiagramField[] =
      starts.length === 0 ? [] : [{ name: sayMark(starts), size: starts.length, role: 'header' }]
    return [
      ...begins,
      { name: 'body', size: undefined, role: 'body' },
      { name: spec.delimiters.map(printBytes).join(' or '), size, role: 'trailer' },
      ...(spec.tail === undefined ? [] : [{ name: 'tail', size: spec.tail, role: 'trailer' as const }]),
    ]
  },
}

const LINE_ENDS = [bytesOf('\r\n'), bytesOf('\n')]

/** `\n`, with a `\r` right before it if there is one. */
export const line: Kind<LineSpec> = {
  grammar: {
    says: 'lines: \\n with an optional \\r',
    keys: [
      {
        name: 'dots',
        type: { is: 'delimiters', examples: ['DATA'] },
        says: 'after a line that is this word comes text up to a line that is a dot, as one frame (SMTP)',
      },
      {
        name: 'literals',
        type: { is: 'choice', of: ['imap'] },
        says: 'a line that ends with {5} or {5+} goes on after that many bytes (IMAP)',
      },
    ],
  },
  cutter: (spec, max) =>
    spec.dots === undefined && spec.literals === undefined
      ? new DelimiterCutter(LINE_ENDS, max)
      : new SwitchingLineCutter(spec, max),
  encode: (_spec, body, max) => encodeWith(LINE_ENDS, 1, body, max),
  fields: (_spec, frame) => endField(LINE_ENDS, frame),
  sentence: ({ dots, literals }) => {
    const text = dots === undefined ? '' : ` After a line ${dots.join(' or ')}, one that is a dot ends it.`
    const longer = literals === undefined ? '' : ' A line that ends with {5} goes on after that many bytes.'
    return `A frame ends at each \\n; a \\r right before it is not part of the body.${text}${longer}`
  },
  diagram: () => [
    { name: 'body', size: undefined, role: 'body' },
    { name: '\\n or \\r\\n', size: undefined, role: 'trailer' },
  ],
}

/** The body and one delimiter after it, if cutting the result gives the body back. */
function encodeWith(
  delimiters: readonly Uint8Array[],
  which: number,
  body: Uint8Array,
  max: number,
): EncodeResult {
  const end = delimiters[which] ?? new Uint8Array(0)
  const size = body.length + end.length
  if (size > max) {
    return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - end.length }) }
  }
  const frame = new Uint8Array(size)
  frame.set(body)
  frame.set(end, body.length)
  const early = firstEnd(delimiters, frame)
  if (early.at === size && early.length === end.length) return { ok: true, frame }
  const value = printBytes(String.fromCharCode(...frame.subarray(early.at - early.length, early.at)))
  return { ok: false, error: encodeError('BODY_HAS_DELIMITER', { value }) }
}

/** Where the first delimiter ends in `frame`, and how long it is. */
function firstEnd(delimiters: readonly Uint8Array[], frame: Uint8Array): { at: number; length: number } {
  const longestFirst = [...delimiters].sort((a, b) => b.length - a.length)
  for (let at = 1; at <= frame.length; at++) {
    const found = longestFirst.find((text) => endsWith(frame, at, text))
    if (found !== undefined) return { at, length: found.length }
  }
  return { at: 0, length: 0 }
}

function endsWith(frame: Uint8Array, at: number, text: Uint8Array): boolean {
  return at >= text.length && text.every((byte, index) => frame[at - text.length + index] === byte)
}

function endField(delimiters: readonly Uint8Array[], frame: Uint8Array): readonly HeaderField[] {
  const { at, length } = firstEnd(delimiters, frame)
  if (length === 0) return []
  const text = printBytes(String.fromCharCode(...frame.subarray(at - length, at)))
  return [{ name: 'delimiter', start: at - length, end: at, value: text, text }]
}
