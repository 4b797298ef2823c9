// What a framing is called in a few words: `4-byte length in front`.
import type { DiagramField } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
import { presetOf } from './presets/presets.ts'
import type { FramingSpec, PlainSpec } from './spec/spec.ts'

/** `main` is what cuts the frames of `spec`. */
export function framingName(spec: FramingSpec, main: PlainSpec): string {
  if (spec.kind === 'preset') return presetOf(spec.name).title
  switch (main.kind) {
    case 'struct':
    case 'length':
      return nameOfHeader(kindOf(main).diagram(main))
    case 'fixed':
      return `${main.size} bytes each`
    default:
      return names[main.kind]
  }
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
