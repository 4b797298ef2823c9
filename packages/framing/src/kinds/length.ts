// `length:TYPE`: a length field somewhere in a header, with Netty's arithmetic.
import { sayBytes } from '../frames/quantity.ts'
import { ChecksumCutter } from '../cutters/checksum-cutter.ts'
import { CHECKSUMS } from '../spec/checksums.ts'
import { bodyWords, encodeLayout, layoutDiagram, layoutFields, startsProblem } from './header-layout.ts'
import type { HeaderLayout } from '../cutters/header-walk.ts'
import { encodeError } from '../frames/errors.ts'
import { numberWord, type Kind, type Word } from './kind.ts'
import { fieldType, maskOf } from '../spec/length-field.ts'
import { markOf } from '../spec/marks.ts'
import { LENGTH_TYPES, type LengthSpec } from '../spec/spec.ts'
import { headerWalk } from '../cutters/word-walk.ts'

/** The longest header, in bytes. */
const MOST_HEADER = 65_536

/** Words that more than one kind has. */
export const STARTS_WORD: Word = {
  name: 'starts',
  type: { is: 'mark' },
  says: 'bytes that every frame begins with, in hex; ?? is any byte',
}
export const MARK_WORDS: readonly Word[] = [
  STARTS_WORD,
  { name: 'ends', type: { is: 'mark' }, says: 'bytes that every frame ends with, in hex; ?? is any byte' },
]
export const UNIT_WORD = numberWord({
  name: 'unit',
  least: 1,
  most: 65_536,
  says: 'how many bytes one unit of the length is',
})
export const ADJUST_WORD = numberWord({
  name: 'adjust',
  least: -MOST_HEADER,
  most: MOST_HEADER,
  says: 'bytes to add to the length',
})

/**
 * Netty's LengthFieldBasedFrameDecoder: whole frame = at + size + unit · value + adjust. Its lengthFieldOffset is `at`,
 * lengthFieldLength the type's size, lengthAdjustment `adjust`, and initialBytesToStrip `header`, which only says where the
 * body begins. If the length counts what follows the header, `adjust` is the header's size behind the field.
 *
 *     length:u16be,at=1,header=4         at    at+size  header                     total
 *     +------+---------+-------+--------------------------+
 *     | type | length  | flags |           body           |
 *     |  1   |    2    |   1   |                          |
 *     +------+---------+-------+--------------------------+
 */
export const length: Kind<LengthSpec> = {
  grammar: {
    says: 'a header with a length field',
    argument: { name: 'type', type: { is: 'choice', of: LENGTH_TYPES }, says: 'type of the length field' },
    keys: [
      numberWord({
        name: 'at',
        least: 0,
        most: MOST_HEADER,
        says: "the length field's offset in the frame, in bytes",
      }),
      numberWord({
        name: 'header',
        least: 1,
        most: MOST_HEADER,
        says: "where the body begins, in bytes; it does not move the frame's end (netty's initialBytesToStrip)",
      }),
      ADJUST_WORD,
      UNIT_WORD,
      { name: 'mask', type: { is: 'mask' }, says: "which of the field's bits are the length, in hex" },
      numberWord({
        name: 'bare',
        least: 0,
        most: 65_535,
        says: 'lengths up to this one mean a frame that is only its header',
      }),
      numberWord({
        name: 'padding',
        least: 0,
        most: MOST_HEADER,
        says: 'offset of a header byte that counts the padding after the body',
      }),
      numberWord({
        name: 'block',
        least: 1,
        most: MOST_HEADER,
        says: 'the body comes in blocks of so many bytes, each with a checksum of check= bytes after it',
      }),
      numberWord({
        name: 'check',
        least: 1,
        most: 64,
        says: 'bytes of checksum after each block; the length does not count them',
      }),
      {
        name: 'crc',
        type: { is: 'choice', of: Object.keys(CHECKSUMS) },
        says: 'the checksum in every frame; one that is wrong is no frame',
      },
      ...MARK_WORDS,
    ],
  },
  check(spec) {
    if ((spec.block === undefined) !== (spec.check === undefined)) {
      const [given, missing] = spec.block === undefined ? ['check', 'block'] : ['block', 'check']
      return { word: given, message: `${given}= needs ${missing}= beside it.`, expected: [`${missing}=`] }
    }
    const end = (spec.at ?? 0) + fieldType(spec.type).size
    const header = spec.header ?? end
    if (header < end) {
      return {
        word: 'header',
        message: `header=${header} is too small: the length field ends at byte ${end}.`,
        expected: [`${end} or more`],
      }
    }
    if (spec.padding !== undefined && spec.padding >= header) {
      return {
        word: 'padding',
        message: `padding=${spec.padding} is outside the header of ${sayBytes(header)}.`,
        expected: [`0 to ${header - 1}`],
      }
    }
    return startsProblem(spec.starts, header)
  },
  cutter(spec, max) {
    const walk = headerWalk(layoutOf(spec), max)
    return spec.crc === undefined ? walk : new ChecksumCutter(walk, CHECKSUMS[spec.crc], spec.crc)
  },
  encode: (spec, body, max) =>
    spec.check === undefined && spec.crc === undefined
      ? encodeLayout(layoutOf(spec), body, max)
      : { ok: false, error: encodeError('NO_ENCODER', { value: 'a body with checksums' }) },
  fields: (spec, frame) => layoutFields(layoutOf(spec), frame),
  sentence(spec) {
    const { size } = fieldType(spec.type)
    const at = spec.at ?? 0
    const bytes = size === 1 ? `Byte ${at}` : `Bytes ${at} to ${at + size - 1}`
    const rest = (spec.adjust ?? 0) + at + size - (spec.header ?? at + size)
    const blocks =
      spec.block === undefined
        ? ''
        : ` After every ${sayBytes(spec.block)} of body, and after the rest, ${spec.check === 1 ? 'comes' : 'come'} ${sayBytes(spec.check ?? 0)} of checksum.`
    const begins =
      spec.header === undefined
        ? ''
        : ` The body begins at byte ${spec.header}; header= says only that (netty: initialBytesToStrip) and does not move the frame's end, which adjust= does (lengthAdjustment).`
    const masked = spec.mask === undefined ? '' : `, masked with ${spec.mask}`
    const crc = spec.crc === undefined ? '' : ` Its checksum (${spec.crc}) must be right.`
    return `${bytes} of each frame (${spec.type}${masked}) ${bytes.startsWith('Byte ') ? 'says' : 'say'} ${bodyWords(spec.unit ?? 1, rest)}.${begins}${blocks}${crc}`
  },
  diagram: (spec) => layoutDiagram(layoutOf(spec)),
}

function layoutOf(spec: LengthSpec): HeaderLayout {
  const type = fieldType(spec.type)
  const at = spec.at ?? 0
  const header = spec.header ?? at + type.size
  const ends = markOf(spec.ends)
  return {
    need: header,
    header,
    field: { type, at, mask: maskOf(spec.mask) },
    fixed: at + type.size + (spec.adjust ?? 0),
    unit: spec.unit ?? 1,
    starts: markOf(spec.starts),
    ends,
    bare: spec.bare ?? -1,
    padding: spec.padding ?? -1,
    ...(spec.block !== undefined && spec.check !== undefined
      ? { blocks: { size: spec.block, check: spec.check } }
      : {}),
  }
}
