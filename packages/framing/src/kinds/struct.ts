// `struct:FORMAT`: a header in the language of Python's struct.
import { sayBytes } from '../frames/quantity.ts'
import { bodyWords, encodeLayout, layoutFields, startsProblem } from './header-layout.ts'
import type { HeaderLayout } from '../cutters/header-walk.ts'
import { numberWord, type DiagramField, type HeaderField, type Kind, type SpecProblem } from './kind.ts'
import { maskOf } from '../spec/length-field.ts'
import { markOf } from '../spec/marks.ts'
import type { StructSpec } from '../spec/spec.ts'
import { parseFormat, type FormatItem, type StructFormat } from '../struct/format.ts'
import { unpackValues } from '../struct/unpack-values.ts'
import { ADJUST_WORD, MARK_WORDS, UNIT_WORD } from './length.ts'
import { headerWalk } from '../cutters/word-walk.ts'

/**
 *     struct:!BHI                      body length = value · unit + adjust
 *     +-----+-------+----------------+----------------------+
 *     |  B  |   H   |   I: length    |         body         |
 *     |  1  |   2   |       4        |                      |
 *     +-----+-------+----------------+----------------------+
 */
export const struct: Kind<StructSpec> = {
  grammar: {
    says: "a header in the language of Python's struct",
    argument: { name: 'format', type: { is: 'format' }, says: 'the format; its last integer is the length' },
    keys: [
      numberWord({
        name: 'field',
        least: 0,
        most: 65_535,
        says: 'which value is the length, counted from 0',
      }),
      UNIT_WORD,
      ADJUST_WORD,
      ...MARK_WORDS,
    ],
  },
  check(spec) {
    const format = parseFormat(spec.format)
    return lengthProblem(spec, format) ?? startsProblem(spec.starts, format.size)
  },
  cutter: (spec, max) => headerWalk(layoutOf(spec), max),
  encode: (spec, body, max) => encodeLayout(layoutOf(spec), body, max),
  fields(spec, frame) {
    const format = parseFormat(spec.format)
    if (frame.length < format.size) return []
    const ends = layoutFields(layoutOf(spec), frame).filter((field) => field.name === 'ends')
    return [...structFields(spec, format, frame), ...ends]
  },
  sentence(spec) {
    const format = parseFormat(spec.format)
    const code = lengthPlace(spec, format)?.item.code ?? ''
    return `The header is ${spec.format} (${sayBytes(format.size)}); its ${code} says ${bodyWords(spec.unit ?? 1, spec.adjust ?? 0)}.`
  },
  diagram(spec) {
    const format = parseFormat(spec.format)
    const length = lengthPlace(spec, format)
    const fields: DiagramField[] = []
    let at = 0
    for (const place of placesOf(format)) {
      if (place.offset > at) fields.push({ name: 'padding', size: place.offset - at, role: 'header' })
      const role = place.index === length?.index ? 'length' : 'header'
      fields.push({
        name: role === 'length' ? `${place.item.code} length` : place.item.code,
        size: place.size,
        role,
      })
      at = place.offset + place.size
    }
    if (format.size > at) fields.push({ name: 'padding', size: format.size - at, role: 'header' })
    fields.push({ name: 'body', size: undefined, role: 'body' })
    const ends = markOf(spec.ends)
    if (ends.length > 0) fields.push({ name: spec.ends ?? '', size: ends.length, role: 'trailer' })
    return fields
  },
}

/** The place of one value of a format. */
interface Place {
  /** Index of the value, as `unpack` gives it. */
  readonly index: number
  readonly item: FormatItem
  readonly offset: number
  readonly size: number
}

/** Largest header, in bytes: enough for any protocol, and a limit on what a format can ask for. */
const MOST_HEADER = 65_536

function* placesOf(format: StructFormat): Generator<Place> {
  let index = 0
  for (const item of format.items) {
    const size = item.family === 'text' ? item.count : item.size
    for (let value = 0; value < item.values; value++) {
      yield { index, item, offset: item.offset + value * item.size, size }
      index++
    }
  }
}

function isInteger(item: FormatItem): boolean {
  return item.family === 'narrow' || item.family === 'wide'
}

function lengthPlace(spec: StructSpec, format: StructFormat): Place | undefined {
  const places = [...placesOf(format)]
  if (spec.field !== undefined) return places[spec.field]
  return places.findLast((place) => isInteger(place.item))
}

function lengthProblem(spec: StructSpec, format: StructFormat): SpecProblem | undefined {
  if (format.size > MOST_HEADER || format.values > MOST_HEADER) {
    const message = `The header ${spec.format} is ${format.size} bytes long; at most ${MOST_HEADER} are allowed.`
    return { word: 'format', message, expected: ['a shorter format'] }
  }
  const place = lengthPlace(spec, format)
  if (place !== undefined && isInteger(place.item)) return undefined
  const integers = [...placesOf(format)]
    .filter(({ item }) => isInteger(item))
    .map(({ index }) => String(index))
  if (integers.length === 0) {
    const message = `${spec.format} has no integer that can be the length.`
    return { word: 'format', message, expected: ['b B h H i I l L q Q n N'] }
  }
  const message = `field=${spec.field ?? ''} is not an integer of ${spec.format}; the integers are ${integers.join(', ')}.`
  return { word: 'field', message, expected: integers }
}

function layoutOf(spec: StructSpec): HeaderLayout {
  const format = parseFormat(spec.format)
  const place = lengthPlace(spec, format)
  if (place === undefined)
    throw new Error(`The spec struct:${spec.format} was not checked: it has no length.`)
  const { item, offset } = place
  const type = { size: item.size, littleEndian: format.littleEndian, signed: item.low < 0, radix: 0 } as const
  return {
    need: format.size,
    header: format.size,
    field: { type, at: offset, mask: maskOf(undefined) },
    fixed: format.size + (spec.adjust ?? 0),
    unit: spec.unit ?? 1,
    starts: markOf(spec.starts),
    ends: markOf(spec.ends),
    bare: -1,
    padding: -1,
  }
}

function structFields(spec: StructSpec, format: StructFormat, frame: Uint8Array): HeaderField[] {
  const values = unpackValues(format, frame, 0)
  const length = lengthPlace(spec, format)
  return Array.from(placesOf(format), ({ index, item, offset, size }) => {
    const given = values[index] ?? 0
    const value =
      given instanceof Uint8Array
        ? Array.from(given, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
        : given
    return {
      name: index === length?.index ? 'length' : item.code,
      start: offset,
      end: offset + size,
      value,
      text: String(value),
    }
  })
}
