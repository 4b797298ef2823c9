// When a message goes on in the next frame: by the keys of `joined`, or as the protocol below says.
import { mainSpec } from './composition.ts'
import { joinRtmp } from '../framers/join-rtmp.ts'
import { hasRule, joinWebsocket, ruleOf, type JoinRule } from '../framers/join-rule.ts'
import type { PresetName } from '../presets/preset-texts.ts'
import type { FramingSpec, JoinedSpec } from '../spec/spec.ts'

/** How the frames of these presets are joined. */
const JOINS: Partial<Record<PresetName, JoinedSpec>> = {
  // A packet of FFFFFF bytes goes on in the next one.
  mysql: { kind: 'joined', full: 0xff_ff_ff },
  // RFC 5531, section 11: the top bit marks the last fragment of a record.
  rpc: { kind: 'joined', last: '(1???????)' },
  // ISO 8073, 13.7.1: a data TPDU of class 0 is 02 f0 and a byte whose top bit is the end of the TSDU.
  tpkt: { kind: 'joined', of: '????????02f0', last: '????????02f0(1???????)' },
  // OPC 10000-6, 6.7.2.2: the fourth byte is C for a chunk that is not the last.
  opcua: { kind: 'joined', more: '??????43' },
  // 37/ZMTP: the lowest bit says that more frames of the message follow; commands are never joined.
  zmtp: { kind: 'joined', of: '(000000??)', more: '(???????1)' },
  // [C706], 12.6: PFC_LAST_FRAG in pfc_flags.
  dcerpc: { kind: 'joined', last: '??????(??????1?)' },
  // GIOP 1.1: the second bit of the flags says that fragments follow.
  giop: { kind: 'joined', more: '????????????(??????1?)' },
}

/** The rule by which `joined` over `lower` joins, for one stream; undefined if neither says one. */
export function joinRuleFor(joined: JoinedSpec, lower: FramingSpec | undefined): JoinRule | undefined {
  if (hasRule(joined)) return ruleOf(joined)
  const known = lower?.kind === 'preset' ? JOINS[lower.name] : undefined
  if (known !== undefined) return ruleOf(known)
  const kind = lower && mainSpec(lower).kind
  if (kind === 'rtmp-chunks') return joinRtmp()
  return kind === 'websocket' ? joinWebsocket : undefined
}
