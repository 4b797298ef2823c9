// Points about neighbouring lanes: what joined or cut the bytes on their way, many alike as one sentence with a count.
import type { LanePair } from '../../findings/lane-pairs.ts'
import { Finding, type FindingCause } from '../../findings/finding.ts'
import type { LaneKind, LaneName } from '../../lanes/lane-kinds.ts'
import { counted } from '../../lanes/quantity.ts'
import type { MakePoint, Point, Shown } from './point.ts'

/** So many findings are asked for their cause; the others are alike. */
const MOST_ASKED = 64

/** What several findings with the same cause have in common. One alone has its own sentence with its figures. */
const common: Readonly<Partial<Record<FindingCause, string>>> = {
  nagle: "Nagle's algorithm kept small sends back while earlier bytes were not yet acknowledged.",
  'delayed-acknowledgement':
    "Nagle's algorithm kept small sends back, and the other side's TCP delayed its acknowledgements.",
  'congestion-window': 'As many segments were on their way as the congestion window lets through.',
  'full-window': "The reader's TCP had announced no more room: its window was full.",
  'lost-segment': 'Segments were lost and sent again, and those after them waited.',
  'reader-late': 'The reader called recv after all of them had arrived, and took what had piled up.',
  'recv-limit': 'More had arrived than the recv limit allows to take at once.',
  'arrived-in-pieces': 'A recv gives what is there and does not wait for the rest.',
  corked: 'TCP_CORK was on: the program itself asked TCP to send full segments only.',
  'more-announced': 'The program announced that more would follow: MSG_MORE.',
  'waited-for-all': 'The recv was asked to wait until so many bytes were there.',
}

const pairOf = ({ findings }: Shown, upper: readonly LaneKind[], lower: LaneKind): LanePair | undefined =>
  findings.lanePairs.find((pair) => upper.includes(pair.upper.kind) && pair.lower.kind === lower)

/** The sentence that most of the findings on a lane share. */
const whyOf = ({ findings }: Shown, lane: LaneName, kind: Finding['kind'], indices: Uint32Array): string => {
  const step = Math.max(1, Math.ceil(indices.length / MOST_ASKED))
  const asked: Finding[] = []
  for (let k = 0; k < indices.length; k += step) {
    const found = findings.of(lane, indices[k] as number).find((each) => each.kind === kind)
    if (found) asked.push(found)
  }
  const [first] = asked
  if (!first) return ''
  if (indices.length === 1) return first.text
  const counts = new Map<FindingCause, number>()
  for (const { cause } of asked) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  const [[cause] = [first.cause]] = [...counts].sort(([, a], [, b]) => b - a)
  const alike = asked.find((each) => each.cause === cause) ?? first
  return common[cause] ?? alike.text
}

const pairPoint = (shown: Shown, pair: LanePair, kind: 'merge' | 'split', title: string): Point => {
  const { count, indices } = kind === 'merge' ? pair.merges : pair.splits
  const lane = (kind === 'merge' ? pair.mergesOn : pair.splitsOn).name
  const own = indices.slice(0, count)
  return { title, text: whyOf(shown, lane, kind, own), lane, indices: own, isWrong: false }
}

const leftIn = ({ upper, lower }: LanePair): string =>
  `${counted(upper.count, 'send')} left in ${counted(lower.count, 'segment')}.`

/** Sends that the sender's TCP joined. */
export const joined: MakePoint = (shown) => {
  const pair = pairOf(shown, ['send'], 'segment')
  return pair && pairPoint(shown, pair, 'merge', leftIn(pair))
}

/** Sends that the sender's TCP cut. */
export const segmented: MakePoint = (shown) => {
  const pair = pairOf(shown, ['send'], 'segment')
  return pair && pairPoint(shown, pair, 'split', leftIn(pair))
}

/** The same, and how many recvs returned the bytes. */
export const segmentedAndRead: MakePoint = (shown) => {
  const point = segmented(shown)
  const { count } = shown.path.last.recv
  const read = `, and ${counted(count, 'recv')} returned the bytes.`
  return point && { ...point, title: point.title.replace(/\.$/, read) }
}

const arrivedIn = ({ upper, lower }: LanePair): string =>
  `${counted(upper.count, upper.kind)} arrived in ${counted(lower.count, 'recv')}.`

/** What came out of one recv together. */
export const collected: MakePoint = (shown) => {
  const pair = pairOf(shown, ['send', 'segment'], 'recv')
  return pair && pairPoint(shown, pair, 'merge', arrivedIn(pair))
}

/** What needed several recvs. */
export const cutByRecvs: MakePoint = (shown) => {
  const pair = pairOf(shown, ['send', 'segment'], 'recv')
  return pair && pairPoint(shown, pair, 'split', arrivedIn(pair))
}
