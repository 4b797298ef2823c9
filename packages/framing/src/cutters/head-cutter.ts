// Cuts framings whose header is lines of text up to a blank line (LSP, HTTP/1.1, STOMP), or one line (NATS).
import { Cutter } from './cutter.ts'
import type { ErrorFacts, StreamErrorCode } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Direction } from '../frames/framer.ts'
import { Gather } from '../frames/gather.ts'
import { sayByte } from '../spec/marks.ts'

const LF = 0x0a
const CR = 0x0d

/** What a head says about the body that follows. `size`, in bytes, includes what comes after the body. */
export type BodyRule =
  | { readonly is: 'sized'; readonly size: number; readonly trailer?: number; readonly turns?: Turn }
  | { readonly is: 'scanned'; readonly scan: BodyScan; readonly size?: number }
  | { readonly is: 'untilEnd'; readonly mayBeTunnel?: true }
  | { readonly is: 'wrong'; readonly code: StreamErrorCode; readonly facts: ErrorFacts }

/** After this frame another protocol may begin. */
export interface Turn {
  /** Which side sent it. */
  readonly side: Direction
  /** The value of its Upgrade header, in lower case. */
  readonly upgrade: string | undefined
}

/** Finds the end of a body that has no size in its head. */
export interface BodyScan {
  /** Bytes after the body. */
  readonly trailer: number
  /** Reads `chunk` from `from` on, each byte once. Returns the index after the body's end, or -1, or what is wrong at which index. */
  readonly next: (
    chunk: Uint8Array,
    from: number,
  ) => number | { readonly code: StreamErrorCode; readonly facts: ErrorFacts; readonly at: number }
}

/**
 *     +--------------------+-----------+--------------------+
 *     | lines of the head  | blank one |        body        |     header = head and blank line
 *     +--------------------+-----------+--------------------+
 *
 * Line ends between frames belong to no frame: HTTP/1.1 lets clients send one, and STOMP uses them as heartbeats.
 */
export abstract class HeadCutter extends Cutter {
  readonly #max: number
  readonly #head = new Gather()
  #lineBytes = 0
  #lastByte = 0
  /** Size of the current head; 0 until it is complete. */
  #header = 0
  #rule: BodyRule | undefined
  /** Stream offset of the chunk that is scanned. */
  protected scanBase = 0
  readonly #stops: boolean
  /** Set after a frame that another protocol may follow; the cutter takes no more bytes until it is reset. */
  turn: Turn | undefined
  /** Whether a body without a length begins here, or a tunnel; {@link HeadCutter.decide} says which. */
  isAsking = false

  /** `stops`: whether it stops where another protocol may begin. */
  constructor(max: number, stops = false) {
    super()
    this.#max = max
    this.#stops = stops
  }

  /** Answers `isAsking`. If the bytes are a tunnel's, the head is a frame by itself. */
  decide(isTunnel: boolean, out: FrameColumns): void {
    this.isAsking = false
    if (!isTunnel) return
    this.turn = { side: 'server', upgrade: undefined }
    this.#complete(this.frameStart + this.#header, 0, 0, out)
  }

  /** Reads a complete head (with its blank line). */
  protected abstract readHead(head: string): BodyRule
  /** Whether heads are one line each, without a blank line. The line is then part of the body. */
  protected readonly isOneLine: boolean = false
  /** What a head may begin with: a test, and words for the error. */
  protected abstract readonly begins: { readonly test: (byte: number) => boolean; readonly says: string }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (out.count < last && pos < chunk.length && this.fault === undefined) {
      if (this.turn !== undefined || this.isAsking) break
      if (this.#rule !== undefined) pos = this.#body(this.#rule, chunk, pos, base, out)
      else if (this.#head.length > 0 || this.#begin(chunk, pos, base))
        pos = this.#readLines(chunk, pos, base, out)
      else pos++
    }
    return pos
  }

  override finish(offset: number, out: FrameColumns): boolean {
    if (this.#rule?.is === 'sized' && offset === this.frameStart + (this.needed ?? 0)) {
      this.#complete(offset, this.#rule.trailer ?? 0, 0, out)
      return true
    }
    if (this.#rule?.is !== 'untilEnd') return false
    out.push(this.frameStart, offset, this.#header, 0)
    this.frameStart = offset
    return true
  }

  /** Whether a frame begins here; a line's end does not begin one. */
  #begin(chunk: Uint8Array, pos: number, base: number): boolean {
    const byte = chunk[pos] as number
    this.frameStart = base + pos
    if (byte === CR || byte === LF) {
      this.frameStart++
      return false
    }
    if (this.begins.test(byte)) return true
    this.fail('START_WRONG', pos, { value: sayByte(byte), limit: this.begins.says })
    return false
  }

  #readLines(chunk: Uint8Array, pos: number, base: number, out: FrameColumns): number {
    const end = this.#headEnd(chunk, pos)
    const stop = end < 0 ? chunk.length : end
    if (base + stop - this.frameStart > this.#max)
      return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
    if (end < 0 || this.#head.length > 0) this.#head.append(chunk, pos, stop, undefined)
    if (end < 0) return stop
    const head =
      this.#head.length > 0
        ? this.#head.view(this.#head.start, this.#head.start + this.#head.length)
        : chunk.subarray(pos, end)
    const headSize = head.length
    this.#header = this.isOneLine ? 0 : headSize
    const text = latin1Of(head)
    const rule = this.readHead(text)
    this.#head.restart(0)
    if (rule.is === 'wrong') {
      const quoted = /^“(.*)”$/s.exec(String(rule.facts.value))?.[1]
      const within = quoted === undefined ? 0 : Math.max(0, text.indexOf(quoted))
      return this.fail(rule.code, pos, { within, ...rule.facts })
    }
    this.#rule = rule
    if (rule.is === 'untilEnd') {
      this.isAsking = this.#stops && rule.mayBeTunnel === true
      return end
    }
    if (rule.size === undefined) return end
    const size = headSize + rule.size
    if (size > this.#max) return this.fail('FRAME_TOO_LONG', pos, { value: size, limit: this.#max })
    this.needed = size
    if (rule.is === 'sized') this.quietUntil = this.frameStart + size - (rule.trailer ?? 0)
    return this.#body(rule, chunk, end, base, out)
  }

  #body(rule: BodyRule, chunk: Uint8Array, pos: number, base: number, out: FrameColumns): number {
    if (rule.is === 'sized') {
      const end = this.frameStart + (this.needed ?? 0) - base
      const dataEnd = Math.min(end - (rule.trailer ?? 0), chunk.length)
      if (dataEnd > pos) this.onData?.(chunk, pos, dataEnd, base)
      return end > chunk.length ? chunk.length : this.#complete(end, rule.trailer ?? 0, base, out)
    }
    // Bytes beyond the limit are not read, so that the error is the same however the stream is cut.
    const allowed = Math.min(chunk.length, this.frameStart + this.#max - base)
    this.scanBase = base
    if (rule.is === 'untilEnd' && allowed > pos) this.onData?.(chunk, pos, allowed, base)
    const found =
      rule.is === 'scanned'
        ? rule.scan.next(allowed < chunk.length ? chunk.subarray(0, allowed) : chunk, pos)
        : -1
    if (typeof found !== 'number')
      return this.fail(found.code, pos, { ...found.facts, within: base + found.at - this.frameStart })
    if (found >= 0) return this.#complete(found, rule.is === 'scanned' ? rule.scan.trailer : 0, base, out)
    return allowed < chunk.length ? this.fail('FRAME_TOO_LONG', pos, { limit: this.#max }) : allowed
  }

  #complete(end: number, trailer: number, base: number, out: FrameColumns): number {
    out.push(this.frameStart, base + end, this.#header, trailer)
    this.frameStart = base + end
    this.needed = undefined
    if (this.#stops && this.#rule?.is === 'sized') this.turn ??= this.#rule.turns
    this.#rule = undefined
    return end
  }

  /** Index after the blank line that ends the head, or -1. */
  #headEnd(chunk: Uint8Array, from: number): number {
    let at = from
    for (;;) {
      const end = chunk.indexOf(LF, at)
      if (end < 0) {
        this.#lineBytes += chunk.length - at
        this.#lastByte = chunk.at(-1) ?? 0
        return -1
      }
      const bytes = this.#lineBytes + end - at
      const before = end > from ? chunk[end - 1] : this.#lastByte
      this.#lineBytes = 0
      at = end + 1
      if (this.isOneLine || bytes === 0 || (bytes === 1 && before === CR)) return at
    }
  }
}

/** Lines of a head, without their line ends and without the blank line. */
export function linesOf(head: string): string[] {
  return head.split(/\r?\n/).filter((line) => line !== '')
}

/** `Name: value` taken apart, the name in lower case; undefined if there is no colon. */
export function headerOf(line: string): readonly [name: string, value: string] | undefined {
  const colon = line.indexOf(':')
  return colon <= 0 ? undefined : [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

/** Joins lines that begin with a space to the header that they continue (RFC 3261, 7.3.1; RFC 9112, 5.2). */
export function unfolded(lines: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const line of lines)
    if (/^[ \t]/.test(line) && joined.length > 0) joined.push(`${joined.pop() ?? ''} ${line.trim()}`)
    else joined.push(line)
  return joined
}

/** `Name: value` lines as names and values; or what is wrong with the first line that is not one. */
export function headersOf(lines: readonly string[]): readonly (readonly [string, string])[] | WrongHead {
  const headers: (readonly [string, string])[] = []
  for (const line of lines) {
    const header = headerOf(line)
    if (header === undefined) return wrongHead('HEADER_INVALID', line, 'a line like Name: value')
    // Blanks before the colon are no part of the name (RFC 3261, 7.3.1; what a proxy does by RFC 9112, 5.1).
    headers.push([header[0].trimEnd(), header[1]])
  }
  return headers
}

/** A body of the length that these Content-Length values agree on, or what is wrong with them. */
export function bodyOfLength(values: readonly string[]): BodyRule {
  const size = agreedLength(values)
  return size === undefined
    ? wrongHead('LENGTH_INVALID', values.join(', '), 'one number in decimal digits')
    : { is: 'sized', size }
}

type WrongHead = Extract<BodyRule, { readonly is: 'wrong' }>

/** Refuses a head because it has the text `value` where `limit` must be. The error shows the text's beginning. */
export function wrongHead(code: StreamErrorCode, value: string, limit: string): WrongHead {
  return { is: 'wrong', code, facts: { value: `“${value.slice(0, 40)}”`, limit } }
}

/**
 * The one length that the given Content-Length values agree on; undefined if they are not a length. Empty items of a list
 * say nothing (RFC 9110, 5.6.1), and a number may begin with zeros (8.6).
 */
export function agreedLength(values: readonly string[]): number | undefined {
  const all = values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  const [first] = all
  if (first === undefined || !all.every((value) => /^0*\d{1,15}$/.test(value))) return undefined
  return all.every((value) => Number(value) === Number(first)) ? Number(first) : undefined
}

/** RFC 9110, 5.6.2: what a method and a header's name are made of. */
export function isTokenByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && !'"(),/:;<=>?@[\\]{}'.includes(String.fromCharCode(byte))
}

/** One character a byte. */
export function latin1Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
