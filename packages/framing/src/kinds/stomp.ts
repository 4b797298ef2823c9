// `stomp`: STOMP frames, ended by a NUL, or by a NUL after content-length bytes. Source: STOMP 1.2, "STOMP Frames"
// and "Header content-length".
import { encodeError } from '../frames/errors.ts'
import {
  agreedLength,
  HeadCutter,
  headerOf,
  linesOf,
  type BodyRule,
  type BodyScan,
} from '../cutters/head-cutter.ts'
import type { Kind } from './kind.ts'
import { sayByte } from '../spec/marks.ts'
import type { StompSpec } from '../spec/spec.ts'
import { headFields } from './content-length.ts'

class StompCutter extends HeadCutter {
  protected override readonly begins = {
    test: (byte: number) => byte >= 0x41 && byte <= 0x5a,
    says: 'a command in capital letters',
  }

  protected override readHead(head: string): BodyRule {
    // If a header is there twice, the first one counts (STOMP 1.2, "Repeated Header Entries").
    const length = linesOf(head)
      .slice(1)
      .map(headerOf)
      .find((header) => header?.[0] === 'content-length')
    if (length === undefined) return { is: 'scanned', scan: scanNul(undefined) }
    const size = agreedLength([length[1]])
    if (size !== undefined) return { is: 'scanned', scan: scanNul(size), size: size + 1 }
    const facts = { value: `“${length[1].slice(0, 40)}”`, limit: 'a number in decimal digits' }
    return { is: 'wrong', code: 'LENGTH_INVALID', facts }
  }
}

/** If the head gave a size, skips `size` bytes, after which a NUL must follow; else looks for the first NUL. */
function scanNul(size: number | undefined): BodyScan {
  let left = size ?? 0
  return {
    trailer: 1,
    next(chunk, from) {
      const skip = Math.min(left, chunk.length - from)
      left -= skip
      const at = from + skip
      if (at === chunk.length) return -1
      if (size === undefined) return chunk.indexOf(0, at) + 1 || -1
      if (chunk[at] === 0) return at + 1
      return { code: 'DELIMITER_MISSING', facts: { value: sayByte(chunk[at]), limit: '0x00' }, at }
    },
  }
}

/**
 *     +---------+---------------+----+--------------------+------+
 *     | COMMAND | header lines  | \n |        body        | 0x00 |     then any number of line ends
 *     +---------+---------------+----+--------------------+------+
 */
export const stomp: Kind<StompSpec> = {
  grammar: { says: 'STOMP frames: a command, header lines, a body, a NUL', keys: [] },
  cutter: (_spec, max) => new StompCutter(max),
  encode(_spec, body, max) {
    const head = `MESSAGE\ncontent-length:${body.length}\n\n`
    const size = head.length + body.length + 1
    if (size > max) {
      return {
        ok: false,
        error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - head.length - 1 }),
      }
    }
    const frame = new Uint8Array(size)
    for (let index = 0; index < head.length; index++) frame[index] = head.charCodeAt(index)
    frame.set(body, head.length)
    return { ok: true, frame }
  },
  fields: (_spec, frame) => headFields(frame),
  sentence: () =>
    'A frame is a command, header lines, a blank line, and a body that ends at the first NUL, or at the NUL after content-length bytes.',
  diagram: () => [
    { name: 'command and headers', size: undefined, role: 'header' },
    { name: 'blank line', size: undefined, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
    { name: '00', size: 1, role: 'trailer' },
  ],
}
