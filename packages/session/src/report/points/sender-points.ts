// Points about the sender and the connection: short writes, sends that waited, and a reset.
import type { Lane } from '../../lanes/lane.ts'
import { counted, durationText, grouped } from '../../lanes/quantity.ts'
import { waitedForAcknowledgement } from '../../findings/waited-for-acknowledgement.ts'
import { type MakePoint, NOTHING } from './point.ts'

/** Sends that took fewer bytes than they were given. */
export const shortWrites: MakePoint = ({ path, findings }) => {
  const [stream] = path.streams
  const { send, calls } = stream
  if (stream.transport === 'udp' || send.count === 0 || !calls) return undefined
  const { count, indices } = calls.shortWrites
  const own = indices.slice(0, count)
  const about = { lane: send.name, indices: own, isWrong: count > 0 }
  if (count === 0) return { ...about, title: `${counted(send.count, 'send')} took all bytes.`, text: '' }
  const [first] = findings.of(send.name, own[0] as number).filter(({ kind }) => kind === 'short-write')
  const { title = '', text = '' } = first ?? {}
  if (count === 1) return { ...about, title, text }
  return {
    ...about,
    title: `${grouped(count)} of ${counted(send.count, 'send')} took fewer bytes than they were given.`,
    text: `The first of them: ${title} ${text}`,
  }
}

/** Sends whose bytes did not leave before an acknowledgement came that the other side had delayed. */
export const waited: MakePoint = ({ path }) => {
  const [stream] = path.streams
  const { send, ends, calls } = stream
  if (!ends || send.count === 0) return undefined
  const held: number[] = []
  const times: number[] = []
  for (let index = 0; index < send.count; index += 1) {
    const asked = send.times[index] as number
    const left = ends.firstLeft(send.starts[index] as number)
    if (left === undefined || (calls?.end.options.at('TCP_NODELAY', asked) ?? 0) !== 0) continue
    const delayed = waitedForAcknowledgement(stream, left)
    if (delayed === undefined || left - asked < delayed / 2) continue
    held.push(index)
    times.push(left - asked)
  }
  const about = { lane: send.name, indices: Uint32Array.from(held), isWrong: false }
  if (held.length === 0) return { ...about, title: 'No send waited for a delayed acknowledgement.', text: '' }
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number
  const typical = times.length === 1 ? durationText(median) : `about ${durationText(median)}`
  return {
    ...about,
    title: `${grouped(held.length)} of ${counted(send.count, 'send')} waited ${typical} for an acknowledgement.`,
    text: "Nagle's algorithm keeps a small send back while earlier bytes are not yet acknowledged, and the other side's TCP delayed its acknowledgement.",
  }
}

/** A connection that ended by a reset, and what of the bytes never arrived. */
export const reset: MakePoint = ({ path }) => {
  const [stream] = path.streams
  const { send, recv, reverse, transport } = stream
  if (transport === 'udp' || send.count === 0 || stream.reader === undefined) return undefined
  const [sent, got] = [endOf(send), endOf(recv)]
  const failed = reverse?.calls?.end.reset
  if (failed?.errno !== 'ECONNRESET') {
    const arrived =
      got === sent ? `All ${counted(sent, 'byte')}` : `${grouped(got)} of ${counted(sent, 'byte')}`
    const title = `${arrived} arrived, and nothing was reset.`
    return { title, text: '', lane: recv.name, indices: NOTHING, isWrong: false }
  }
  const text = `The reader's ${failed.name} returned ECONNRESET: the other side's TCP had reset the connection.`
  if (got >= sent)
    return {
      title: `All ${counted(sent, 'byte')} arrived before the connection was reset.`,
      text,
      lane: recv.name,
      indices: NOTHING,
      isWrong: false,
    }
  const last = recv.count === 0 ? NOTHING : Uint32Array.of(recv.count - 1)
  return {
    title: `${grouped(got)} of ${counted(sent, 'byte')} arrived; the reset lost the others.`,
    text,
    lane: recv.name,
    indices: last,
    isWrong: true,
  }
}

const endOf = (lane: Lane): number => (lane.count === 0 ? 0 : (lane.ends[lane.count - 1] as number))
