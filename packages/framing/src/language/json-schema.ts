// The JSON Schema (2020-12) of a FramingSpec, made from the same grammar that reads the text.
import { COMMON_WORDS, PREFACE_WORDS } from './grammar.ts'
import type { Grammar, Word } from '../kinds/kind.ts'
import { KIND_NAMES, KINDS } from '../kinds/kinds.ts'
import { MARK_PATTERN } from '../spec/marks.ts'
import { PRESET_NAMES } from '../presets/preset-texts.ts'

type Schema = { readonly [key: string]: SchemaValue }
type SchemaValue = string | number | boolean | Schema | readonly SchemaValue[]

/** Describes every spec that {@link parseFraming} can give, as plain JSON. */
export function framingJsonSchema(): Schema {
  const spec = { $ref: '#/$defs/framing' }
  const preface = objectOf({ frame: spec, ...properties(PREFACE_WORDS) }, ['frame'])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'How a byte stream is cut into messages',
    ...spec,
    $defs: {
      framing: {
        oneOf: [
          ...KIND_NAMES.map((kind) => kindSchema(kind, KINDS[kind].grammar)),
          objectOf({ kind: { const: 'preset' }, name: { enum: PRESET_NAMES }, ...properties(COMMON_WORDS) }, [
            'kind',
            'name',
          ]),
          objectOf(
            {
              kind: { const: 'sequence' },
              prefaces: { type: 'array', minItems: 1, items: preface },
              rest: spec,
            },
            ['kind', 'prefaces', 'rest'],
          ),
          objectOf({ kind: { const: 'over' }, upper: spec, lower: spec }, ['kind', 'upper', 'lower']),
        ],
      },
    },
  }
}

function kindSchema(kind: string, { says, argument, keys }: Grammar): Schema {
  const words = [...(argument === undefined ? [] : [argument]), ...keys, ...COMMON_WORDS]
  const required = ['kind', ...(argument === undefined ? [] : [argument.name])]
  return { description: says, ...objectOf({ kind: { const: kind }, ...properties(words) }, required) }
}

function objectOf(members: Schema, required: readonly string[]): Schema {
  return { type: 'object', properties: members, required, additionalProperties: false }
}

function properties(words: readonly Word[]): Schema {
  return Object.fromEntries(words.map((word) => [word.name, { description: word.says, ...typeSchema(word) }]))
}

function typeSchema({ type }: Word): Schema {
  switch (type.is) {
    case 'number':
      return { type: 'integer', minimum: type.least, maximum: type.most }
    case 'choice':
      return { enum: type.of }
    case 'mark':
      return { type: 'string', pattern: `^${MARK_PATTERN}+$`, maxLength: 512 }
    case 'mask':
      return { type: 'string', pattern: '^[0-9a-f]{1,16}$' }
    case 'format':
      return { type: 'string', minLength: 1 }
    case 'delimiters':
      return {
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[\\u0000-\\u00ff]+$' },
      }
  }
}
