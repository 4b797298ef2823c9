// The rule by which a stream is cut, as plain JSON. Every text spec means one of these.
import type { ChecksumName } from './checksums.ts'
import type { Direction } from '../frames/framer.ts'
import type { PresetName } from '../presets/preset-texts.ts'

/** Keys that every framing has. */
export interface CommonKeys {
  /** Largest whole frame, in bytes; 16 MiB if it is not given. */
  readonly max?: number
  /** How many bytes to remove from the front of every body. */
  readonly strip?: number
  /** What every frame begins with, as hex: anything else is skipped up to where a frame begins so and is whole. */
  readonly resync?: string
}

/** Types of a length field. `u…` and `i…` are binary; `decN` and `hexN` are N ASCII digits, `bcdN` N digits in N/2 bytes. */
export const LENGTH_TYPES = [
  ...(['u8', 'i8', 'u16be', 'u16le', 'i16be', 'i16le', 'u24be', 'u24le', 'i24be', 'i24le'] as const),
  ...(['u32be', 'u32le', 'i32be', 'i32le', 'u64be', 'u64le', 'i64be', 'i64le'] as const),
  ...(['dec2', 'dec3', 'dec4', 'dec5', 'dec6', 'dec8', 'dec10', 'hex2', 'hex4', 'hex8'] as const),
  ...(['bcd2', 'bcd4', 'bcd6', 'bcd8'] as const),
] as const

export type LengthType = (typeof LENGTH_TYPES)[number]

/** Marks that whole frames carry: bytes as hex digits, `??` for any byte, `(1???????)` for a byte of which bits count. */
export interface MarkKeys {
  /** The bytes that every frame begins with, as hex: `68`, `0a??ff`. Other bytes are the error `START_WRONG`. */
  readonly starts?: string
  /** The bytes that every frame ends with, as hex; they are its trailer. Others are `DELIMITER_MISSING`. */
  readonly ends?: string
}

/** No framing: every recv counts as a message. */
export interface NoneSpec extends CommonKeys {
  readonly kind: 'none'
}

/** A header in Python's struct language: body length = value · unit + adjust. */
export interface StructSpec extends CommonKeys, MarkKeys {
  readonly kind: 'struct'
  readonly format: string
  /** Which value (counted from 0) is the length; the last integer if it is not given. */
  readonly field?: number
  readonly unit?: number
  readonly adjust?: number
}

/** A length field: whole frame = at + size + unit · value + adjust, as in Netty. */
export interface LengthSpec extends CommonKeys, MarkKeys {
  readonly kind: 'length'
  readonly type: LengthType
  /** Where the field begins, in bytes from the frame's start; 0 if it is not given. */
  readonly at?: number
  /** Whole header's size in bytes; up to the field's end if it is not given. */
  readonly header?: number
  readonly adjust?: number
  readonly unit?: number
  /** Which of the value's bits are the length, as hex: `7fffffff`. */
  readonly mask?: string
  /** Values up to this one mean a frame that is only its header, as git's `0000` is. */
  readonly bare?: number
  /** Offset of a header byte that counts the padding after the body. */
  readonly padding?: number
  /** The body is cut into blocks of so many bytes; the last one may be shorter. */
  readonly block?: number
  /** How many bytes of checksum follow each block. The length does not count them. */
  readonly check?: number
  /** A checksum in every frame, without which it is none. */
  readonly crc?: ChecksumName
}

/** A LEB128 length: seven bits per byte, the lowest first. */
export interface VarintSpec extends CommonKeys, MarkKeys {
  readonly kind: 'varint'
  readonly at?: number
  readonly maxBytes?: number
}

/** Ends at any of the delimiters; each character of a delimiter is one byte (U+0000 to U+00FF). */
export interface DelimiterSpec extends CommonKeys, Pick<MarkKeys, 'starts'> {
  readonly kind: 'delimiter'
  readonly delimiters: readonly string[]
  /** How many bytes after the delimiter belong to the frame, such as a checksum. */
  readonly tail?: number
}

/** `\n` with an optional `\r`. */
export interface LineSpec extends CommonKeys {
  readonly kind: 'line'
  /** After a line that is this word comes text up to a line that is a dot, as one frame: SMTP's `DATA`. */
  readonly dots?: readonly string[]
  /** A line that ends with `{5}` or `{5+}` goes on after that many bytes. */
  readonly literals?: 'imap'
}

/** Everything up to the end is one frame. */
export interface RestSpec extends CommonKeys {
  readonly kind: 'rest'
  /** What the bytes are, if they are no message. */
  readonly apart?: 'tunnel'
}

/** Elements of XML one after another. */
export interface XmlSpec extends CommonKeys {
  readonly kind: 'xml'
  /** Local names of elements that stay open: their start tags and end tags are frames, and so is each element between. */
  readonly open?: readonly string[]
}

/** Telnet: text up to a line end or a command, and commands. */
export interface TelnetSpec extends CommonKeys {
  readonly kind: 'telnet'
}

/** Modbus RTU, over TCP. */
export interface ModbusRtuSpec extends CommonKeys {
  readonly kind: 'modbus-rtu'
}

/** The chunks of RTMP. */
export interface RtmpChunksSpec extends CommonKeys {
  readonly kind: 'rtmp-chunks'
}

export interface FixedSpec extends CommonKeys, MarkKeys {
  readonly kind: 'fixed'
  /** Size of every frame, in bytes. */
  readonly size: number
}

/** `5:hello,` */
export interface NetstringSpec extends CommonKeys {
  readonly kind: 'netstring'
}

/** A decimal length in ASCII, a separator after it, the body. */
export interface DigitsSpec extends CommonKeys, Pick<MarkKeys, 'ends'> {
  readonly kind: 'digits'
  /** The bytes after the digits, as the only item. */
  readonly delimiters: readonly string[]
}

/** Lines, some of which announce how many bytes follow: `PUB a 5\r\nhello\r\n`. */
export interface CommandSpec extends CommonKeys {
  readonly kind: 'command'
  /** First words of such lines. The line's last word is the size; with `set=4`, the fourth word after `set` is. */
  readonly verbs: readonly string[]
  /** First words of lines without a payload; any, if it is not given. */
  readonly plain?: readonly string[]
}

/** Header lines, a blank line, then as many bytes as Content-Length says. */
export interface ContentLengthSpec extends CommonKeys {
  readonly kind: 'content-length'
  /** `line`: a start line comes first, and without a Content-Length there is no body, as in SIP and RTSP. */
  readonly start?: 'line'
}

/** HTTP/1.1 messages. */
export interface Http1Spec extends CommonKeys {
  readonly kind: 'http1'
}

/** Redis values. */
export interface RespSpec extends CommonKeys {
  readonly kind: 'resp'
}

/** JSON values one after another. */
export interface JsonSpec extends CommonKeys {
  readonly kind: 'json'
}

/** COBS, ended by zeros. */
export interface CobsSpec extends CommonKeys {
  readonly kind: 'cobs'
}

/** SLIP, ended by C0. */
export interface SlipSpec extends CommonKeys {
  readonly kind: 'slip'
}

/** BER values: tag and length. */
export interface BerSpec extends CommonKeys, Pick<MarkKeys, 'starts'> {
  readonly kind: 'ber'
}

/** WebSocket frames, after their HTTP/1.1 upgrade if there is one. */
export interface WebsocketSpec extends CommonKeys {
  readonly kind: 'websocket'
}

/** FIX messages. */
export interface FixSpec extends CommonKeys {
  readonly kind: 'fix'
}

/** STOMP frames. */
export interface StompSpec extends CommonKeys {
  readonly kind: 'stomp'
}

/** Frames of the layer below, joined where their headers say that a message goes on. Only the upper side of `over`. */
export interface JoinedSpec extends CommonKeys {
  readonly kind: 'joined'
  /** A frame that begins so goes on in the next one. */
  readonly more?: string
  /** A frame that begins so is the last one of its message; all others go on. */
  readonly last?: string
  /** A frame whose body has this size, in bytes, goes on in the next one. */
  readonly full?: number
  /** Only frames that begin so are joined; each other one is a message by itself. */
  readonly of?: string
}

/** A well-known protocol, by name: see PRESETS. */
export interface PresetSpec extends CommonKeys {
  readonly kind: 'preset'
  readonly name: PresetName
}

/** A stream whose first frames are of another kind than the rest. */
export interface SequenceSpec {
  readonly kind: 'sequence'
  readonly prefaces: readonly PrefaceSpec[]
  /** What cuts the stream when no preface applies any more. */
  readonly rest: FramingSpec
}

/** Messages inside the frames of another framing: `A over B`. */
export interface LayeredSpec {
  readonly kind: 'over'
  /** What cuts, or joins, the bodies of the frames below. */
  readonly upper: FramingSpec
  readonly lower: FramingSpec
}

/** One frame of another kind, before (or, with `again: 'always'`, among) the frames of the rest. */
export interface PrefaceSpec {
  readonly frame: FramingSpec
  /** Applies only to what this side sends. */
  readonly side?: Direction
  /** Applies only if the next bytes are these, as hex; `??` is any byte. */
  readonly if?: string
  /** Does not apply if the next bytes are these, as hex. */
  readonly unless?: string
  /** `while`: repeats as long as it applies. `always`: also applies later, between frames of the rest. Else once. */
  readonly again?: 'while' | 'always'
  /** The framing of everything after this frame; `rest`: no boundaries in it can be seen; `tunnel`: known by its first bytes. */
  readonly upgrade?: PresetName | 'rest' | 'tunnel'
}

/** A kind that cuts by itself. */
export type PlainSpec =
  | NoneSpec
  | StructSpec
  | LengthSpec
  | VarintSpec
  | DelimiterSpec
  | LineSpec
  | FixedSpec
  | NetstringSpec
  | DigitsSpec
  | CommandSpec
  | ContentLengthSpec
  | Http1Spec
  | RespSpec
  | JsonSpec
  | CobsSpec
  | SlipSpec
  | BerSpec
  | WebsocketSpec
  | FixSpec
  | StompSpec
  | XmlSpec
  | TelnetSpec
  | RtmpChunksSpec
  | ModbusRtuSpec
  | RestSpec
  | JoinedSpec

export type FramingSpec = PlainSpec | PresetSpec | SequenceSpec | LayeredSpec

export type KindName = PlainSpec['kind']

/** The spec of one kind. */
export type SpecOf<K extends KindName> = Extract<PlainSpec, { readonly kind: K }>

/** Largest whole frame if a spec has no `max`, in bytes. */
export const DEFAULT_MAX = 16 * 1024 * 1024
