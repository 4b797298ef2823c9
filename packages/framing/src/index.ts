// Cuts a byte stream into the frames its programs meant, and has Python's struct. Imports nothing, runs anywhere.
export { layersOf } from './language/composition.ts'
export { createFramer } from './create-framer.ts'
export {
  decodeHeader,
  describeFraming,
  type FramePlace,
  type FramingDescription,
} from './describe-framing.ts'
export { mainSpec } from './language/composition.ts'
export { midStreamSpecs } from './mid-stream.ts'
export { encodeFrame, hasEncoder } from './encode-frame.ts'
export {
  ERROR_CODES,
  type EncodeError,
  type EncodeErrorCode,
  type FramingError,
  type StreamErrorCode,
} from './frames/errors.ts'
export { findPlace, type FoundPlace, type PlaceBytes } from './find-place.ts'
export { FrameColumns, type Apart } from './frames/frame-columns.ts'
export type { Direction, Framer, FramerPosition, Knowledge, MethodOf } from './frames/framer.ts'
export type { DiagramField, EncodeResult, HeaderField } from './kinds/kind.ts'
export { showBytes } from './hints/looks-like.ts'
export type { MisfitBytes } from './hints/misfit-bytes.ts'
export { misfitHint } from './hints/misfit-hint.ts'
export { otherRule, type OtherRule, printRule } from './hints/other-rules.ts'
export { KIND_NAMES } from './kinds/kinds.ts'
export { markOf } from './spec/marks.ts'
export { parseFraming } from './language/parse-framing.ts'
export type { FramingTextCode, FramingTextError, ParsedFraming } from './language/parse-sequence.ts'
export { printFraming } from './language/print-framing.ts'
export { PRESET_NAMES, type PresetName } from './presets/preset-texts.ts'
export { exampleOfPreset, type PresetExample } from './presets/preset-examples.ts'
export { PRESETS, type Preset } from './presets/presets.ts'
export { DEFAULT_MAX, LENGTH_TYPES, type FramingSpec, type KindName, type LengthType } from './spec/spec.ts'
export type { FormatItem, StructFormat } from './struct/format.ts'
export type { PackValue } from './struct/pack-values.ts'
export { StructError } from './struct/struct-error.ts'
export { calcsize, iterUnpack, pack, packInto, Struct, unpack, unpackFrom } from './struct/struct.ts'
export type { StructValue } from './struct/unpack-values.ts'
export { framingJsonSchema } from './language/json-schema.ts'
export { framerTransform, type FramerTransformOptions } from './node-transform.ts'
export { FramingStreamError } from './frames/stream-error.ts'
export { framingVocabulary, type VocabularyEntry, type VocabularyWord } from './language/vocabulary.ts'
export { framerTransformer, type FramerTransformer } from './web-transformer.ts'
export { type DatagramGuess, guessDatagrams } from './guess/datagrams.ts'
export { type Heard, LOOKED_AT, rawBytes } from './guess/evidence.ts'
export { type Guess, type GuessedSide, type Guesses, guessFraming } from './guess/guess.ts'
export { fitWords, guessMeaning, guessSentence, guessTitle } from './guess/words.ts'
