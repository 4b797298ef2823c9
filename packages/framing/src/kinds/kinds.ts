// Every kind of framing, by name.
import type { Kind } from './kind.ts'
import { ber } from './ber.ts'
import { cobs } from './cobs.ts'
import { command } from './command.ts'
import { contentLength } from './content-length.ts'
import { delimiter, line } from './delimiter.ts'
import { digits } from './digits.ts'
import { fix } from './fix.ts'
import { fixed } from './fixed.ts'
import { http1 } from './http1.ts'
import { joined } from './joined.ts'
import { json } from './json.ts'
import { length } from './length.ts'
import { modbusRtu } from './modbus-rtu.ts'
import { netstring } from './netstring.ts'
import { none } from './none.ts'
import { resp } from './resp.ts'
import { rest } from './rest.ts'
import { rtmpChunks } from './rtmp-chunks.ts'
import { slip } from './slip.ts'
import { stomp } from './stomp.ts'
import { telnet } from './telnet.ts'
import { struct } from './struct.ts'
import { varint } from './varint.ts'
import { xml } from './xml.ts'
import { websocket } from './websocket.ts'
import type { KindName, PlainSpec, SpecOf } from '../spec/spec.ts'

type Kinds = { readonly [K in KindName]: Kind<SpecOf<K>> }

export const KINDS: Kinds = {
  ...{
    none,
    struct,
    length,
    varint,
    delimiter,
    line,
    fixed,
    netstring,
    digits,
    command,
    'content-length': contentLength,
    http1,
  },
  resp,
  json,
  cobs,
  slip,
  ber,
  websocket,
  fix,
  stomp,
  xml,
  telnet,
  'rtmp-chunks': rtmpChunks,
  'modbus-rtu': modbusRtu,
  rest,
  joined,
}

/** The names of all kinds, in the order in which they are taught. */
export const KIND_NAMES = Object.keys(KINDS) as KindName[]

/** The kind that a spec is of. */
export function kindOf<S extends PlainSpec>(spec: S): Kind<S> {
  // Under each name the table holds the kind for the specs of that name. TypeScript cannot see that.
  return KINDS[spec.kind] as Kind<S>
}
