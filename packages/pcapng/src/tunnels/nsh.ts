// The Network Service Header (RFC 8300, 2.2): its length in words of four bytes, and what it carries.
import { ETHER_MPLS, ETHER_NSH } from '../ether-types.ts'
import { type Payload, refuse, refuseShort } from '../payload.ts'
import { carry } from './carried.ts'

export const dissectNsh = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  if (at + 8 > end) return refuseShort(out, at + 8, wireEnd, 'NOT_IP')
  const length = (view.getUint16(at) & 0x3f) * 4
  if (length < 8) return refuse(out, 'BAD_HEADER')
  const inside = { at: at + length, end, wireEnd }
  switch (view.getUint8(at + 3)) {
    case 1:
    case 2:
      return carry(out, 'NSH', 'ip', inside)
    case 3:
      return carry(out, 'NSH', 'ethernet', inside)
    case 4:
      return carry(out, 'NSH', 'ether-type', inside, { etherType: ETHER_NSH })
    case 5:
      return carry(out, 'NSH', 'ether-type', inside, { etherType: ETHER_MPLS })
    default:
      return refuse(out, 'NOT_IP')
  }
}
