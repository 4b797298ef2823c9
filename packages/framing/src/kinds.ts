// Every kind of framing, by name.
import type { Kind } from './kind.ts'
import { ber } from './kinds/ber.ts'
import { cobs } from './kinds/cobs.ts'
import { command } from './kinds/command.ts'
import { contentLength } from './kinds/content-length.ts'
import { delimiter, line } from './kinds/delimiter.ts'
import { digits } from './kinds/digits.ts'
import { fix } from './kinds/fix.ts'
import { fixed } from './kinds/fixed.ts'
import { http1 } from './kinds/http1.ts'
import { joined } from './kinds/joined.ts'
import { json } from './kinds/json.ts'
import { length } from './kinds/length.ts'
import { modbusRtu } from './kinds/modbus-rtu.ts'
import { netstring } from './kinds/netstring.ts'
import { none } from './kinds/none.ts'
import { resp } from './kinds/resp.ts'
import { rest } from './kinds/rest.ts'
import { rtmpChunks } from './kinds/rtmp-chunks.ts'
import { slip } from './kinds/slip.ts'
import { stomp } from './kinds/stomp.ts'
import { telnet } from './kinds/telnet.ts'
import { struct } from './kinds/struct.ts'
import { varint } from './kinds/varint.ts'
import { xml } from './kinds/xml.ts'
import { websocket } from './kinds/websocket.ts'
import type { KindName, PlainSpec, SpecOf } from './spec.ts'

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
