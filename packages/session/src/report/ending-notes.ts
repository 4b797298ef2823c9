// Sentences about how a connection ended: who closed it first, who asked for a reset, and what a reset threw away.
import type { Lane } from '../lanes/lane.ts'
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import type { Ending } from '../streams/socket-end.ts'
import type { Stream } from '../streams/stream.ts'
import { atStart, partiesOf } from './party.ts'

export const endingNotes = (stream: Stream): readonly string[] =>
  stream.transport === 'udp'
    ? []
    : [...closedFirst(stream), ...lingered(stream), ...(thrownAway(stream) ?? failed(stream))]

/** By the calls of both ends, or else by the FINs of both. */
const closedFirst = (stream: Stream): readonly string[] => {
  const { sender, receiver } = partiesOf(stream)
  const [mine, theirs] = [stream.calls?.end.closed, stream.reverse?.calls?.end.closed]
  if (mine && theirs) {
    // A trace without times, or with seconds, does not show the order.
    if (mine.time === theirs.time) return []
    const isMine = mine.time <= theirs.time
    const [first, second] = isMine ? [mine, theirs] : [theirs, mine]
    const [one, other] = isMine ? [sender, receiver] : [receiver, sender]
    return [
      `${atStart(one)} closed first: it called ${first.name} ${durationText(second.time - first.time)} before ${other} called ${second.name}.`,
    ]
  }
  const [fin, otherFin] = [stream.finSeen, stream.reverse?.finSeen]
  if (fin === undefined || otherFin === undefined) return []
  const [one, other] = fin <= otherFin ? [sender, receiver] : [receiver, sender]
  return [
    `${atStart(one)} closed first: its FIN was captured ${durationText(Math.abs(otherFin - fin))} before that of ${other}.`,
  ]
}

/** The receiving end closed while bytes were there, and the connection was reset, as Linux does it then (RFC 2525, 2.17). */
const thrownAway = (stream: Stream): readonly string[] | undefined => {
  const { reverse, reader } = stream
  const closed = reverse?.calls?.end.closed
  const resets = resetTexts(stream, closed)
  if (reader === undefined || !closed || resets.length === 0) return undefined
  const lane = stream.segment.count > 0 ? stream.segment : stream.send
  const from = endOf(stream.recv, stream.recv.count)
  const to = endOf(lane, doneBy(lane, closed.time))
  if (to <= from) return undefined
  const { receiver } = partiesOf(stream)
  const were = to - from === 1 ? 'was' : 'were'
  const there = lane.kind === 'segment' ? 'captured' : 'sent'
  return [
    `${atStart(receiver)} called ${closed.name} when ${counted(to - from, 'byte')} (${grouped(from)} to ${grouped(to)}) that had been ${there} ${were} not read. ${resets.join(' ')}`,
  ]
}

/**
 * The sending end had set SO_LINGER to 0 when it called close, so its TCP reset the connection instead of ending it, and
 * dropped what it had not sent yet (socket(7); RFC 9293, 3.10.5 calls it ABORT).
 */
const lingered = (stream: Stream): readonly string[] => {
  const { calls, reverse } = stream
  const closed = calls?.end.closed
  if (!reverse || closed?.name !== 'close' || !calls?.end.options.isLingerZero(closed.time)) return []
  const resets = resetTexts(reverse, closed)
  if (resets.length === 0) return []
  const { sender } = partiesOf(stream)
  return [
    `${atStart(sender)} had set SO_LINGER to 0 seconds and called close, which resets the connection and drops what is not sent yet. ${resets.join(' ')}`,
  ]
}

/** What shows that the receiving end reset the connection. */
const resetTexts = (stream: Stream, closed: Ending | undefined): readonly string[] => {
  const { sender } = partiesOf(stream)
  const after = (time: number): string => durationText(time - (closed?.time ?? time))
  const captured = stream.reverse?.resetSeen
  const reset = stream.calls?.end.reset
  return [
    ...(captured === undefined || captured < (closed?.time ?? Infinity)
      ? []
      : [`A RST of its TCP was captured ${after(captured)} later.`]),
    ...(reset?.errno === 'ECONNRESET' && reset.time + reset.duration >= (closed?.time ?? Infinity)
      ? [`${atStart(sender)}'s ${reset.name} returned ECONNRESET.`]
      : []),
  ]
}

/** The sending end learnt that the connection was over, or the receiving end did before it had read everything. */
const failed = (stream: Stream): readonly string[] => {
  const { sender, receiver } = partiesOf(stream)
  const mine = stream.calls?.end.reset
  const theirs = stream.reverse?.calls?.end.reset
  const unread = stream.length - endOf(stream.recv, stream.recv.count)
  return [
    ...(mine?.errno === 'EPIPE'
      ? [`${atStart(sender)}'s ${mine.name} returned EPIPE: the connection was closed already.`]
      : mine
        ? [`${atStart(sender)}'s ${mine.name} returned ECONNRESET: the connection had been reset.`]
        : []),
    ...(theirs?.errno === 'ECONNRESET' && unread > 0
      ? [
          `${atStart(receiver)}'s ${theirs.name} returned ECONNRESET: the connection had been reset, and the last ${counted(unread, 'byte')} ${unread === 1 ? 'was' : 'were'} never read.`,
        ]
      : []),
  ]
}

const endOf = (lane: Lane, count: number): number => (count === 0 ? 0 : (lane.ends[count - 1] as number))

/** How many of a lane's intervals were done by `time`, up to the last such one. */
const doneBy = (lane: Lane, time: number): number => {
  let count = lane.count
  while (count > 0 && (lane.dones[count - 1] as number) > time) count -= 1
  return count
}
