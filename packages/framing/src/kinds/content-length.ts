// `content-length`: header lines, a blank line, then as many bytes as Content-Length says. Sources: Language Server
// Protocol 3.17, "Header Part"; Debug Adapter Protocol, "Base protocol".
import { encodeError } from '../frames/errors.ts'
import {
  bodyOfLength,
  HeadCutter,
  headersOf,
  isTokenByte,
  latin1Of,
  linesOf,
  unfolded,
  type BodyRule,
} from '../cutters/head-cutter.ts'
import type { HeaderField, Kind } from './kind.ts'
import type { ContentLengthSpec } from '../spec/spec.ts'

class ContentLengthCutter extends HeadCutter {
  protected override readonly begins = { test: isTokenByte, says: "a header's name" }
  readonly #startsWithLine: boolean

  constructor(spec: ContentLengthSpec, max: number) {
    super(max)
    this.#startsWithLine = spec.start === 'line'
  }

  protected override readHead(head: string): BodyRule {
    const lines = linesOf(head)
    const headers = headersOf(this.#startsWithLine ? unfolded(lines.slice(1)) : lines)
    if ('is' in headers) return headers
    const lengths = headers.filter(([name]) => this.#isLength(name)).map(([, value]) => value)
    if (lengths.length > 0) return bodyOfLength(lengths)
    if (this.#startsWithLine) return { is: 'sized', size: 0 }
    return { is: 'wrong', code: 'LENGTH_MISSING', facts: { value: 'there is no Content-Length' } }
  }

  /** `l` is SIP's short form (RFC 3261, 20.14). */
  #isLength(name: string): boolean {
    return name === 'content-length' || (this.#startsWithLine && name === 'l')
  }
}

/**
 *     +-------------------------+------+---------------------+
 *     | Content-Length: 5\r\n … | \r\n |        body         |
 *     +-------------------------+------+---------------------+
 */
export const contentLength: Kind<ContentLengthSpec> = {
  grammar: {
    says: 'header lines with a Content-Length, a blank line, the body (LSP, DAP)',
    keys: [
      {
        name: 'start',
        type: { is: 'choice', of: ['line'] },
        says: 'a start line comes first, and without a Content-Length there is no body (SIP, RTSP)',
      },
    ],
  },
  cutter: (spec, max) => new ContentLengthCutter(spec, max),
  encode(spec, body, max) {
    if (spec.start === 'line')
      return { ok: false, error: encodeError('NO_ENCODER', { value: 'a frame with an unknown start line' }) }
    const head = `Content-Length: ${body.length}\r\n\r\n`
    const size = head.length + body.length
    if (size > max) {
      return {
        ok: false,
        error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - head.length }),
      }
    }
    const frame = new Uint8Array(size)
    for (let index = 0; index < head.length; index++) frame[index] = head.charCodeAt(index)
    frame.set(body, head.length)
    return { ok: true, frame }
  },
  fields: (_spec, frame) => headFields(frame),
  sentence: ({ start }) =>
    start === 'line'
      ? 'A frame is a start line, header lines, a blank line, then as many bytes of body as its Content-Length says.'
      : 'A frame is header lines, a blank line, then as many bytes of body as its Content-Length says.',
  diagram: ({ start }) => [
    ...(start === 'line' ? [{ name: 'start line', size: undefined, role: 'header' as const }] : []),
    { name: 'Content-Length: N', size: undefined, role: 'length' },
    { name: 'blank line', size: 2, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
  ],
}

/** At most this many bytes of a head are shown in an inspector. */
const MOST_SHOWN = 65_536

/** Every line of a head as a field; a line without a colon is the start line. */
export function headFields(frame: Uint8Array): readonly HeaderField[] {
  const fields: HeaderField[] = []
  const text = latin1Of(frame.subarray(0, MOST_SHOWN))
  for (const match of text.matchAll(/([^\n]*?)\r?\n/g)) {
    const line = match[1] ?? ''
    if (line === '') break
    const colon = fields.length === 0 && !/^[\w-]+:/.test(line) ? -1 : line.indexOf(':')
    const value = colon < 0 ? line : line.slice(colon + 1).trim()
    const name = colon < 0 ? 'start line' : line.slice(0, colon)
    fields.push({ name, start: match.index, end: match.index + match[0].length, value, text: value })
  }
  return fields
}
