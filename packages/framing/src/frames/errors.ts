// Every error that bytes, bodies or specs can cause: one table of codes, each with its sentence.
import { say, sayBytes } from './quantity.ts'

/** What an error is about: the offending value and the limit it broke, if it has them. */
export interface ErrorFacts {
  readonly value?: number | bigint | string
  readonly limit?: number | string
  /** How many bytes after the frame's first one the wrong byte or field begins; 0 if it is not given. */
  readonly within?: number
}

type Sentence = (facts: ErrorFacts) => string

/** Errors in the bytes of a stream. */
const STREAM_SENTENCES = {
  FRAME_TOO_LONG: ({ value, limit }) =>
    value === undefined
      ? `The frame does not end within ${sayBytes(limit)}, the most that max= allows.`
      : `The frame would be ${sayBytes(value)} long; max= allows ${say(limit)}.`,
  FRAME_TOO_SHORT: ({ value, limit }) =>
    `The header says the whole frame is ${sayBytes(value)} long, but the header alone is ${say(limit)}.`,
  BODY_TOO_SHORT: ({ value, limit }) =>
    `The body is ${sayBytes(value)} long, but ${say(limit)} must be stripped from its front.`,
  LENGTH_NEGATIVE: ({ value }) => `The length field is negative: ${say(value)}.`,
  LENGTH_INVALID: ({ value, limit }) => `The length is ${say(value)}; it must be ${say(limit)}.`,
  LENGTH_MISSING: ({ value }) => `The header does not say how long the body is: ${say(value)}.`,
  VARINT_TOO_LONG: ({ limit }) => `The varint does not end within ${sayBytes(limit)}.`,
  DELIMITER_MISSING: ({ value, limit }) =>
    `The frame must end with ${say(limit)}, but there is ${say(value)} instead.`,
  START_WRONG: ({ value, limit }) =>
    `The frame must begin with ${say(limit)}, but there is ${say(value)} instead.`,
  HEADER_INVALID: ({ value, limit }) => `The header has ${say(value)} where it needs ${say(limit)}.`,
  VALUE_INVALID: ({ value, limit }) => `There is ${say(value)} where ${say(limit)} must be.`,
  NESTING_TOO_DEEP: ({ limit }) => `The values are nested deeper than the limit of ${say(limit)}.`,
  STUFFING_INVALID: ({ value, limit }) => `The byte stuffing has ${say(value)} where it needs ${say(limit)}.`,
  CHECKSUM_WRONG: ({ limit }) => `The checksum (${say(limit)}) does not fit the frame's other bytes.`,
  END_INSIDE_FRAME: ({ value, limit }) =>
    limit === undefined
      ? `The stream ended ${sayBytes(value)} into a frame whose end is not known.`
      : `The stream ended ${sayBytes(value)} into a frame of ${sayBytes(limit)}.`,
} as const satisfies Record<string, Sentence>

/** Errors in putting a body into a frame. */
const ENCODE_SENTENCES = {
  NO_ENCODER: ({ value }) => `There is no encoder for ${say(value)}.`,
  BODY_TOO_LONG: ({ value, limit }) =>
    `A body of ${sayBytes(value)} is too long: at most ${sayBytes(limit)} fit.`,
  BODY_SIZE_WRONG: ({ value, limit }) => `The body is ${sayBytes(value)} long; it must be ${say(limit)}.`,
  BODY_HAS_DELIMITER: ({ value }) =>
    `The body contains the delimiter ${say(value)}, which would end it early.`,
  BODY_INVALID: ({ value, limit }) => `The body is ${say(value)}; it must be ${say(limit)}.`,
} as const satisfies Record<string, Sentence>

export type StreamErrorCode = keyof typeof STREAM_SENTENCES
export type EncodeErrorCode = keyof typeof ENCODE_SENTENCES

/** Every code, for a page or a manual that lists them. */
export const ERROR_CODES: readonly (StreamErrorCode | EncodeErrorCode)[] = [
  ...keysOf(STREAM_SENTENCES),
  ...keysOf(ENCODE_SENTENCES),
]

/** A coded error that a framer found in the bytes. A value, never thrown. */
export interface FramingError extends Pick<ErrorFacts, 'value' | 'limit'> {
  /** For programs: `FRAME_TOO_LONG`, `LENGTH_NEGATIVE`, `END_INSIDE_FRAME`… */
  readonly code: StreamErrorCode
  /** Stream offset, in bytes, of the frame in which it was found. */
  readonly offset: number
  /** Stream offset, in bytes, of the byte or field that is wrong. It lies in that frame. */
  readonly at: number
  /** One plain sentence that names the value and the limit. */
  readonly message: string
}

/** The error `code`, found in the frame that begins at the stream offset `offset`. */
export function streamError(code: StreamErrorCode, offset: number, facts: ErrorFacts = {}): FramingError {
  const { within = 0, ...said } = facts
  return { code, offset, at: offset + within, message: STREAM_SENTENCES[code](facts), ...said }
}

/** A body that cannot be framed, and why. */
export interface EncodeError extends ErrorFacts {
  readonly code: EncodeErrorCode
  readonly message: string
}

/** The error `code` as {@link EncodeError}. */
export function encodeError(code: EncodeErrorCode, facts: ErrorFacts = {}): EncodeError {
  return { code, message: ENCODE_SENTENCES[code](facts), ...facts }
}

function keysOf<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table) as (keyof T)[]
}
