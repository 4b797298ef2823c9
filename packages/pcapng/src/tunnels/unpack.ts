// Goes on with the packet that a tunnel carries, as deep as tunnels are nested, but not without end.
import { dissectEtherType, dissectTyped } from '../ether-type.ts'
import { dissectIp } from '../ip.ts'
import type { Payload } from '../payload.ts'
import { dissectWifi } from '../wifi.ts'
import { dissectGre } from './gre.ts'
import { dissectPpp } from './ppp.ts'

/** How many tunnels inside each other are unpacked. */
const MAX_DEPTH = 8

/** `found` is what the layers so far returned. If they left a carried packet, it is dissected, and so on. */
export const unpack = (view: DataView, out: Payload, found: boolean): boolean => {
  const { carried } = out
  for (let depth = 0; carried.begins !== undefined && depth < MAX_DEPTH; depth += 1) {
    const { begins, at, end, wireEnd } = carried
    carried.begins = undefined
    switch (begins) {
      case 'ip':
        found = dissectIp(view, at, end, wireEnd, out)
        break
      case 'ethernet':
        found = dissectTyped(view, at + 12, at + 14, end, wireEnd, out)
        break
      case 'ether-type':
        found = dissectEtherType(carried.etherType, view, at, end, wireEnd, out)
        break
      case 'ppp':
        found = dissectPpp(view, at, end, wireEnd, out)
        break
      case 'gre':
        found = dissectGre(view, at, end, wireEnd, out)
        break
      case 'wifi':
        found = dissectWifi(view, at, end, wireEnd, out)
        break
    }
  }
  carried.begins = undefined
  return found
}
