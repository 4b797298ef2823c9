// Reads one layer of a framing's text: `KIND[:ARG][,key=value]…`, and several of them with ` then ` between.
import { nearest } from './nearest-name.ts'
import { meantBy, printDelimiter } from './doubtful-delimiter.ts'
import { printBytes, readDelimiters } from '../frames/escapes.ts'
import { COMMON_WORDS, expectedOf, keyOf, PREFACE_WORDS, THEN } from './grammar.ts'
import type { Grammar, SpecProblem, Word } from '../kinds/kind.ts'
import { KIND_NAMES, KINDS, kindOf } from '../kinds/kinds.ts'
import { MARK_PATTERN } from '../spec/marks.ts'
import { PRESET_NAMES, PRESET_TEXTS, type PresetName } from '../presets/preset-texts.ts'
import type { FramingSpec, KindName, PlainSpec, PrefaceSpec } from '../spec/spec.ts'
import { parseFormat } from '../struct/format.ts'
import { StructError } from '../struct/struct-error.ts'

export type FramingTextCode =
  'KIND_UNKNOWN' | 'ARGUMENT_MISSING' | 'ARGUMENT_UNEXPECTED' | 'KEY_UNKNOWN' | 'KEY_TWICE' | 'VALUE_WRONG'

/** What is wrong in a text spec: which word, and what may be there instead. */
export interface FramingTextError {
  readonly code: FramingTextCode
  /** One sentence. */
  readonly message: string
  /** The wrong word's place: characters `[start, end)` of the text. */
  readonly start: number
  readonly end: number
  /** What may be there instead. */
  readonly expected: readonly string[]
}

export type ParsedFraming =
  { readonly ok: true; readonly spec: FramingSpec } | { readonly ok: false; readonly error: FramingTextError }

/** A part of the text. */
export interface Piece {
  readonly text: string
  readonly start: number
}

const MARK_TEXT = new RegExp(`^${MARK_PATTERN}+$`, 'i')

type WordValue = string | number | readonly string[]
type Values = Record<string, WordValue>
type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: FramingTextError }

/** Reads a framing without layers. It never throws: if the text is wrong, the error names the first wrong word. */
export function parseSequence(text: Piece): ParsedFraming {
  const parts = splitAt(THEN, text)
  const prefaces: PrefaceSpec[] = []
  for (const part of parts.slice(0, -1)) {
    const read = readPart(part, PREFACE_WORDS)
    if (!read.ok) return read
    // The grammar has checked that each preface word has the type that PrefaceSpec gives it.
    prefaces.push({ frame: read.value.spec, ...(read.value.extra as Omit<PrefaceSpec, 'frame'>) })
  }
  const rest = readPart(parts.at(-1) ?? text, [])
  if (!rest.ok) return rest
  const { spec } = rest.value
  return { ok: true, spec: prefaces.length === 0 ? spec : { kind: 'sequence', prefaces, rest: spec } }
}

/** A framing, and the values of the extra words. */
interface Part {
  readonly spec: FramingSpec
  readonly extra: Values
}

/** Reads `KIND[:ARG][,key=value]…`; `extraWords` are allowed as keys too. */
function readPart(part: Piece, extraWords: readonly Word[]): Read<Part> {
  const [head = part, ...rest] = splitAtCommas(part)
  const colon = head.text.indexOf(':')
  const name: Piece = { text: colon < 0 ? head.text : head.text.slice(0, colon), start: head.start }
  const argument = colon < 0 ? undefined : { text: head.text.slice(colon + 1), start: head.start + colon + 1 }
  const words = { name, argument, keys: rest, extraWords }
  const kind = KIND_NAMES.find((known) => known === name.text)
  if (kind !== undefined) return readWords({ kind, grammar: KINDS[kind].grammar, ...words })
  const preset = PRESET_NAMES.find((known) => known === name.text)
  if (preset !== undefined) return readWords({ kind: preset, grammar: { says: '', keys: [] }, ...words })
  const near = nearest(name.text, [...KIND_NAMES, ...PRESET_NAMES])
  const message =
    name.text === ''
      ? 'A framing begins with its kind.'
      : `There is no framing called “${name.text}”.${near === undefined ? '' : ` Did you mean ${near}?`}`
  return wrong('KIND_UNKNOWN', name, message, [...KIND_NAMES, ...PRESET_NAMES])
}

interface Words {
  readonly kind: KindName | PresetName
  readonly grammar: Grammar
  readonly name: Piece
  readonly argument: Piece | undefined
  readonly keys: readonly Piece[]
  readonly extraWords: readonly Word[]
}

function readWords({ kind, grammar, name, argument, keys, extraWords }: Words): Read<Part> {
  const values: Values = {}
  const extra: Values = {}
  const places = new Map<string, Piece>()
  if (grammar.argument !== undefined) {
    const read = readArgument(grammar.argument, kind, name, argument)
    if (!read.ok) return read
    values[grammar.argument.name] = read.value
    places.set(grammar.argument.name, argument ?? name)
  } else if (argument !== undefined) {
    const message = `${kind} takes no argument, so “${argument.text}” cannot be here.`
    return wrong('ARGUMENT_UNEXPECTED', argument, message, [])
  }
  const words = [...grammar.keys, ...COMMON_WORDS, ...extraWords]
  for (const piece of keys) {
    const read = readKey(words, kind, piece, places)
    if (!read.ok) return read
    const { word, value } = read.value
    const target = extraWords.includes(word) ? extra : values
    target[word.name] = value
    places.set(word.name, piece)
  }
  if (isPreset(kind)) return { ok: true, value: { spec: { kind: 'preset', name: kind, ...values }, extra } }
  // The grammar has checked that every value has the type that the kind's spec gives it.
  const spec = { kind, ...values } as PlainSpec
  const problem = kindOf(spec).check?.(spec)
  return problem === undefined
    ? { ok: true, value: { spec, extra } }
    : misfit(problem, places.get(problem.word) ?? name)
}

function isPreset(kind: KindName | PresetName): kind is PresetName {
  return kind in PRESET_TEXTS
}

function readArgument(word: Word, kind: string, name: Piece, argument: Piece | undefined): Read<WordValue> {
  if (argument !== undefined && argument.text !== '') return readWord(word, kind, argument)
  const after = argument ?? { text: '', start: name.start + name.text.length }
  return wrong('ARGUMENT_MISSING', after, `${kind} needs ${word.says}.`, expectedOf(word.type))
}

function readKey(
  words: readonly Word[],
  kind: string,
  piece: Piece,
  places: ReadonlyMap<string, Piece>,
): Read<{ readonly word: Word; readonly value: WordValue }> {
  const equals = piece.text.indexOf('=')
  const key = { text: equals < 0 ? piece.text : piece.text.slice(0, equals), start: piece.start }
  const word = words.find((known) => keyOf(known) === key.text.trim())
  if (word === undefined) {
    const known = words.map((each) => `${keyOf(each)}=`)
    const message = `${kind} has no key “${key.text}”; it has ${known.join(' ')}.`
    return wrong('KEY_UNKNOWN', key, message, known)
  }
  if (places.has(word.name)) return wrong('KEY_TWICE', key, `${key.text}= is here for the second time.`, [])
  const value = { text: equals < 0 ? '' : piece.text.slice(equals + 1), start: piece.start + equals + 1 }
  const read = readWord(word, `${keyOf(word)}=`, equals < 0 ? { ...key, text: key.text } : value)
  return read.ok ? { ok: true, value: { word, value: read.value } } : read
}

function readWord(word: Word, name: string, piece: Piece): Read<WordValue> {
  const { type } = word
  const { text } = piece
  const refuse = (why: string): Read<WordValue> => {
    const expected = expectedOf(type)
    return wrong('VALUE_WRONG', piece, `${name} cannot be “${text}”: ${why}.`, expected)
  }
  switch (type.is) {
    case 'number': {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN
      if (value >= type.least && value <= type.most) return { ok: true, value }
      return refuse(`it must be ${expectedOf(type).join('')}`)
    }
    case 'choice':
      return type.of.includes(text)
        ? { ok: true, value: text }
        : refuse(`it must be one of ${type.of.join(' ')}`)
    case 'mark':
      if (MARK_TEXT.test(text) && text.length <= 512) return { ok: true, value: text.toLowerCase() }
      return refuse('it must be pairs of hex digits, ?? for any byte, or a byte’s bits like (1???????)')
    case 'mask':
      if (/^(0x)?[0-9a-f]{1,16}$/i.test(text))
        return { ok: true, value: text.toLowerCase().replace(/^0x/, '') }
      return refuse('it must be up to 16 hex digits')
    case 'format':
      return readFormat(text, refuse)
    case 'delimiters':
      return readEscaped(piece, type.examples === undefined)
  }
}

function readFormat(text: string, refuse: (why: string) => Read<WordValue>): Read<WordValue> {
  try {
    parseFormat(text)
    return { ok: true, value: text }
  } catch (error) {
    if (error instanceof StructError) return refuse(error.message)
    throw error
  }
}

/** The most bytes of one delimiter, because each candidate is compared with all of them. */
const LONGEST_DELIMITER = 256

/** `asks`: whether text that may mean other bytes is asked about. */
function readEscaped(piece: Piece, asks: boolean): Read<WordValue> {
  const read = readDelimiters(piece.text)
  if ('start' in read) {
    const bad = { text: read.text, start: piece.start + read.start }
    const known = ['\\n', '\\r', '\\t', '\\0', '\\xNN', '\\\\', '\\|', '\\,']
    return wrong(
      'VALUE_WRONG',
      bad,
      `“${read.text}” is not an escape; the escapes are ${known.join(' ')}.`,
      known,
    )
  }
  if (read.some((delimiter) => delimiter.length === 0 || delimiter.length > LONGEST_DELIMITER)) {
    const message = `A delimiter must have 1 to ${LONGEST_DELIMITER} bytes; one in “${piece.text}” does not.`
    return wrong('VALUE_WRONG', piece, message, ['\\n', '\\r\\n', '\\0'])
  }
  const written = piece.text.split('|')
  const doubtful = asks && read.length === written.length ? written.find(isDoubtful) : undefined
  if (doubtful !== undefined) {
    const ways = [printBytes(meantBy(doubtful) ?? ''), printDelimiter(doubtful)]
    const message = `Does “${doubtful}” mean the bytes ${ways[0] ?? ''} or these ${doubtful.length} characters? For the bytes write ${ways[0] ?? ''}, for the characters ${ways[1] ?? ''}.`
    return wrong('VALUE_WRONG', piece, message, ways)
  }
  return { ok: true, value: read }
}

/** Text without an escape that may mean other bytes. */
const isDoubtful = (text: string): boolean => meantBy(text) !== undefined

function misfit(
  problem: SpecProblem,
  piece: Piece,
): { readonly ok: false; readonly error: FramingTextError } {
  return wrong('VALUE_WRONG', piece, problem.message, problem.expected)
}

export function wrong(
  code: FramingTextCode,
  piece: Piece,
  message: string,
  expected: readonly string[],
): { readonly ok: false; readonly error: FramingTextError } {
  const end = piece.start + piece.text.length
  return { ok: false, error: { code, message, start: piece.start, end, expected } }
}

/** Splits the text at each ` then ` or ` over `. */
export function splitAt(word: string, { text, start }: Piece): Piece[] {
  let at = start
  return text.split(word).map((part) => {
    const piece = { text: part, start: at }
    at += part.length + word.length
    return piece
  })
}

/** Splits a piece at commas that have no backslash before them. */
function splitAtCommas({ text, start }: Piece): Piece[] {
  return Array.from(text.matchAll(/(?:^|,)((?:\\[^]|[^,\\]|\\$)*)/g), (match) => {
    const piece = match[1] ?? ''
    return { text: piece, start: start + match.index + match[0].length - piece.length }
  })
}
