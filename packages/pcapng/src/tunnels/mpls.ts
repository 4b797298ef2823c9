// Multiprotocol Label Switching (RFC 3032): labels of four bytes, the last of which says that it is the last.
import { addToPath, type Payload, refuse } from '../payload.ts'
import { carry } from './carried.ts'
import { isFrame } from './is-frame.ts'

const LAST = 0x100

/**
 * The labels do not say what follows. It is an Ethernet frame, perhaps behind a control word whose first four bits are zeros
 * (RFC 4385), or else what its first four bits say: an address may begin with a 4 or 6, too.
 */
export const dissectMpls = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  for (let label = at; label + 4 < end; label += 4) {
    addToPath(out, view.getUint32(label) >>> 12)
    if ((view.getUint32(label) & LAST) === 0) continue
    const inside = { at: label + 4, end, wireEnd }
    const kind = view.getUint8(inside.at) >> 4
    const behindControl = { ...inside, at: inside.at + 4 }
    if (kind === 0 && isFrame(view, behindControl)) return carry(out, 'MPLS', 'ethernet', behindControl)
    if (isFrame(view, inside)) return carry(out, 'MPLS', 'ethernet', inside)
    if (kind === 4 || kind === 6) return carry(out, 'MPLS', 'ip', inside)
    if (kind === 0) return carry(out, 'MPLS', 'ethernet', behindControl)
    return refuse(out, 'NOT_IP')
  }
  return refuse(out, end < wireEnd ? 'HEADER_CUT' : 'NOT_IP')
}
