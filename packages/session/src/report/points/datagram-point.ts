// What became of a stream's datagrams: those of the gravest fate in one sentence with their count.
import type { Fate } from '../../udp/datagram-fates.ts'
import { counted, grouped } from '../../lanes/quantity.ts'
import { type MakePoint, NOTHING } from './point.ts'

/** From the gravest on. */
const graveness: readonly Fate[] = ['lost', 'refused', 'truncated', 'reordered', 'unread', 'not-measured']

export const datagramFates: MakePoint = ({ path, fates }) => {
  if (path.streams[0].transport !== 'udp' || fates.length === 0) return undefined
  for (const fate of graveness) {
    const indices = fates.indicesOf((each) => each === fate)
    const [first] = indices
    if (first === undefined) continue
    const known = { lane: fates.lane, indices, isWrong: fate !== 'not-measured' && fate !== 'unread' }
    const some = `${grouped(indices.length)} of ${counted(fates.length, 'datagram')}`
    return {
      ...known,
      title: `${some} ${words(fate, indices.length, fates.drops)}`,
      text: fates.at(first).text,
    }
  }
  const title = `All ${counted(fates.length, 'datagram')} were received, each by one ${fates.recvName}.`
  return { title, text: '', lane: fates.lane, indices: NOTHING, isWrong: false }
}

const words = (fate: Fate, count: number, drops: number | undefined): string => {
  const were = count === 1 ? 'was' : 'were'
  switch (fate) {
    case 'lost':
      // The kernel counts what it drops at a socket (SK_MEMINFO_DROPS).
      return drops === count ? 'dropped: the buffer was full.' : `${were} lost.`
    case 'refused':
      return 'reached nobody: nobody listened at the port.'
    case 'truncated':
      return `${were} cut: the rest of a datagram is gone.`
    case 'reordered':
      return `${were} overtaken by others.`
    case 'unread':
      return `${were} not read.`
    default:
      return 'went where nobody recorded the calls.'
  }
}
