// `netstring`: decimal length, colon, body, comma. Source: D. J. Bernstein, "Netstrings", 1997.
import type { Kind } from './kind.ts'
import type { NetstringSpec } from '../spec/spec.ts'
import { DigitsCutter, digitsField, encodeDigits } from './digits.ts'

const COLON = 0x3a
const COMMA = 0x2c
const AROUND = { separator: [COLON], ends: [COMMA] }

/**
 *     +-----------+-----+--------------+-----+
 *     |  digits   |  :  |     body     |  ,  |     header = digits + 1, trailer = 1
 *     +-----------+-----+--------------+-----+
 */
export const netstring: Kind<NetstringSpec> = {
  grammar: { says: 'a decimal length, a colon, the body, a comma: 5:hello,', keys: [] },
  cutter: (_spec, max) => new DigitsCutter(AROUND, max),
  encode: (_spec, body, max) => encodeDigits(AROUND, body, max),
  fields: (_spec, frame) => digitsField(COLON, frame),
  sentence: () => "A frame is the body's length in decimal digits, a colon, the body and a comma.",
  diagram: () => [
    { name: 'digits', size: undefined, role: 'length' },
    { name: ':', size: 1, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
    { name: ',', size: 1, role: 'trailer' },
  ],
}
