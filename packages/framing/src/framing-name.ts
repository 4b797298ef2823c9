// What a framing is called in a few words: `4-byte length in front`.
import { sayBytes } from './frames/quantity.ts'
import type { DiagramField } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
import { presetOf } from './presets/presets.ts'
import { sidesOf } from './spec/sides-of.ts'
import type { FramingSpec, PlainSpec, SequenceSpec } from './spec/spec.ts'

/** What a framing is called. Of one with prefaces, what cuts the frames after them, unless each side has a framing of its own. */
export function framingName(spec: FramingSpec): string {
  if (spec.kind === 'preset') return presetOf(spec.name).title
  if (spec.kind === 'over') return `${framingName(spec.upper)}, inside ${framingName(spec.lower)}`
  if (spec.kind === 'sequence') return nameOfSequence(spec)
  switch (spec.kind) {
    case 'struct':
    case 'length':
      return nameOfHeader(kindOf(spec).diagram(spec))
    case 'fixed':
      return `${sayBytes(spec.size)} each`
    default:
      return names[spec.kind]
  }
}

function nameOfSequence(spec: SequenceSpec): string {
  const sides = sidesOf(spec)
  if (sides !== undefined) {
    const framed = sides.filter(({ framing }) => framing.kind !== 'none')
    return framed.length === 0
      ? names.none
      : framed.map(({ side, framing }) => `${framingName(framing)} from the ${side}`).join(', ')
  }
  const [first] = spec.prefaces
  return spec.rest.kind === 'none' && first !== undefined
    ? `${framingName(first.frame)} at first, then ${names.none}`
    : framingName(spec.rest)
}

/** Up to the body: a length alone, or a length among others. */
function nameOfHeader(fields: readonly DiagramField[]): string {
  const body = fields.findIndex(({ role }) => role === 'body')
  const front = body < 0 ? fields : fields.slice(0, body)
  const size = front.reduce((sum, field) => sum + (field.size ?? 0), 0)
  return `${size}-byte ${front.every(({ role }) => role === 'length') ? 'length' : 'header'} in front`
}

const names: Readonly<Record<Exclude<PlainSpec['kind'], 'struct' | 'length' | 'fixed'>, string>> = {
  none: 'no framing',
  varint: 'varint length in front',
  delimiter: 'a mark after each',
  line: 'one line each',
  rest: 'all that follows',
  telnet: 'Telnet',
  'modbus-rtu': 'Modbus RTU',
  'rtmp-chunks': 'chunks of RTMP',
  netstring: 'netstrings',
  digits: 'length in digits in front',
  command: 'command lines with a size',
  'content-length': 'Content-Length in front',
  http1: 'HTTP/1.1',
  resp: 'Redis values',
  json: 'JSON values',
  joined: 'frames joined to messages',
  cobs: 'COBS, a zero after each',
  slip: 'SLIP, C0 after each',
  ber: 'BER tag and length in front',
  websocket: 'WebSocket frames',
  fix: 'FIX messages',
  stomp: 'STOMP frames',
  xml: 'elements of XML',
}
