// The JSON Schema accepts every spec that the text language gives and refuses others; descriptions and vocabulary.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import {
  decodeHeader,
  describeFraming,
  encodeFrame,
  framingJsonSchema,
  framingVocabulary,
  KIND_NAMES,
  parseFraming,
  PRESET_NAMES,
  PRESETS,
  type FramingSpec,
} from '../src/index.ts'
import { hex, latin1 } from './every-cut.ts'

const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(framingJsonSchema())

test.each([
  ...PRESET_NAMES.map((name) => PRESETS[name].text),
  ...PRESET_NAMES,
  ...[
    'none',
    'line,max=9',
    'delimiter:\\n|\\xff',
    'struct:!I,field=0',
    'varint,max-bytes=4',
    'digits:\\s,ends=0a',
    'command:set=4|PUB',
    'content-length,start=line',
    'fixed:2,if=6161 then line',
  ],
])('the schema takes %s', (text) => {
  expect(valid(specOf(text)), JSON.stringify(valid.errors)).toBe(true)
})

test.each([
  {},
  { kind: 'lines' },
  { kind: 'length' },
  { kind: 'line', at: 1 },
  { kind: 'fixed', size: 0 },
  { kind: 'preset', name: 'x' },
])('the schema refuses %j', (value) => {
  expect(valid(value)).toBe(false)
})

test('a description is a sentence and a picture', () => {
  const { sentence, diagram } = describeFraming(specOf('length:u16be,at=1,header=4,adjust=1'))
  expect(sentence).toBe(
    "Bytes 1 to 2 of each frame (u16be) say how many bytes of body follow the header. The body begins at byte 4; header= says only that (netty: initialBytesToStrip) and does not move the frame's end, which adjust= does (lengthAdjustment).",
  )
  expect(diagram.text).toBe(
    [
      '+--------+--------+--------+------+',
      '| header | length | header | body |',
      '|   1    |   2    |   1    |  …   |',
      '+--------+--------+--------+------+',
    ].join('\n'),
  )
})

test.each([
  ...KIND_NAMES.filter(
    (kind) => !['struct', 'length', 'delimiter', 'fixed', 'digits', 'command', 'joined'].includes(kind),
  ),
  ...PRESET_NAMES,
])('%s is described in whole sentences and drawn', (text) => {
  const { sentence, diagram } = describeFraming(specOf(text))
  expect(sentence).toMatch(/^[A-Za-z8].*\.$/)
  expect(diagram.fields.filter(({ role }) => role === 'body')).toHaveLength(1)
  expect(new Set(diagram.text.split('\n').map((line) => line.length)).size).toBe(1)
})

test.each([
  [
    'struct:!BI',
    '01 00000005 6869',
    [
      ['B', '1'],
      ['length', '5'],
    ],
  ],
  ['length:u32be,mask=7fffffff', '80000002 6869', [['length', '2']]],
  ['varint,at=1', 'c0 8101 00', [['length', '129']]],
  [
    'websocket',
    '818537fa213d7f9f4d5158',
    [
      ['fin', 'last fragment'],
      ['opcode', 'text'],
      ['masked', 'masked'],
      ['length', '5'],
      ['mask', '37 fa 21 3d'],
    ],
  ],
  [
    'ber',
    '3003020105',
    [
      ['tag', '0x30 universal, constructed'],
      ['length', '3'],
    ],
  ],
  ['netstring', '313a612c', [['length', '1']]],
])('decodeHeader reads the fields of %s', (text, frame, fields) => {
  expect(decodeHeader(specOf(text), hex(frame)).map((field) => [field.name, field.text])).toEqual(fields)
})

test('decodeHeader recognises a preface by its place', () => {
  const startup = hex('0000000800030000')
  const fields = decodeHeader(specOf('postgres'), startup, { start: 0, direction: 'client' })
  expect(fields).toMatchObject([{ name: 'length', start: 0, end: 4, value: 8 }])
})

test('decodeHeader and describeFraming accept any frame', () => {
  for (const text of [...KIND_NAMES, ...PRESET_NAMES]) {
    const parsed = parseFraming(text)
    if (!parsed.ok) continue
    for (const frame of ['', '00', 'ff', 'ffffffffffffffffffffffff', '0a', '000000000000'].map(hex)) {
      expect(() => decodeHeader(parsed.spec, frame)).not.toThrow()
    }
    encodeFrame(parsed.spec, latin1('x'))
  }
})

test('the vocabulary has every kind and preset, and its words are read', () => {
  const { kinds, presets, preface } = framingVocabulary()
  expect(kinds.map(({ text }) => text.replace(':', ''))).toEqual(KIND_NAMES)
  expect(presets.map(({ text }) => text)).toEqual(PRESET_NAMES)
  expect(preface.map(({ text }) => text)).toEqual(['side=', 'if=', 'unless=', 'again=', 'upgrade='])
  expect(
    kinds.flatMap(({ keys }) => keys).every(({ says, expected }) => says !== '' && expected.length > 0),
  ).toBe(true)
})

function specOf(text: string): FramingSpec {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`)
  return parsed.spec
}
