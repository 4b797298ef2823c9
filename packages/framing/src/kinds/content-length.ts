// `content-length`: header lines, a blank one, as many bytes as Content-Length says. Sources: Language Server
// Protocol 3.17, "Header Part"; Debug Adapter Protocol, "Base protocol".
import { encodeError } from '../errors.ts'
import {
  agreedLength,
  HeadCutter,
  headerOf,
  isTokenByte,
  latin1Of,
  linesOf,
  type BodyRule,
} from '../head-cutter.ts'
import type { HeaderField, Kind } from '../kind.ts'
import type { ContentLengthSpec } from '../spec.ts'

class ContentLengthCutter extends HeadCutter {
  protected override readonly begins = { test: isTokenByte, says: "a header's name" }

  protected override readHead(head: string): BodyRule {
    const lengths: string[] = []
    for (const line of linesOf(head)) {
      const header = headerOf(line)
      if (header === undefined) {
        const facts = { value: `“${line.slice(0, 40)}”`, limit: 'a line like Content-Length: 5' }
        return { is: 'wrong', code: 'HEADER_INVALID', facts }
      }
      if (header[0] === 'content-length') lengths.push(header[1])
    }
    if (lengths.length === 0) {
      return { is: 'wrong', code: 'LENGTH_MISSING', facts: { value: 'there is no Content-Length' } }
    }
    const size = agreedLength(lengths)
    if (size !== undefined) return { is: 'sized', size }
    const facts = { value: `“${lengths.join(', ').slice(0, 40)}”`, limit: 'one number in decimal digits' }
    return { is: 'wrong', code: 'LENGTH_INVALID', facts }
  }
}

/**
 *     +-------------------------+------+---------------------+
 *     | Content-Length: 5\r\n … | \r\n |        body         |
 *     +-------------------------+------+---------------------+
 */
export const contentLength: Kind<ContentLengthSpec> = {
  grammar: { says: 'header lines with a Content-Length, a blank line, the body (LSP, DAP)', keys: [] },
  cutter: (_spec, max) => new ContentLengthCutter(max),
  encode(_spec, body, max) {
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
  sentence: () => 'Header lines, one of them Content-Length, a blank line, then as many bytes of body.',
  diagram: () => [
    { name: 'Content-Length: N', size: undefined, role: 'length' },
    { name: 'blank line', size: 2, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
  ],
}

/** Most bytes of a head that an inspector is shown. */
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
