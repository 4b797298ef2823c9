// What the reader took for messages, beside what was sent.
import { counted, grouped } from '../../lanes/quantity.ts'
import type { Framed } from '../../messages/framed.ts'
import { Mark } from '../../messages/naive-marks.ts'
import { type MakePoint, NOTHING, type Point, type Shown } from './point.ts'

export const messages: MakePoint = (shown) => {
  const { framed } = shown.path
  if (!framed || framed.stream.transport === 'udp') return undefined
  if (!framed.naive) return underFraming(framed)
  // What no recv returned, no program took for a message.
  return framed.source.kind === 'recv' ? naive(shown, framed) : undefined
}

/** Without framing, a program takes what one recv returned for a message. */
const naive = ({ path, findings }: Shown, framed: Framed): Point | undefined => {
  const { lane, marks, source } = framed
  if (path.streams[0].send.count === 0 || lane.count === 0) return undefined
  const wrong = Uint32Array.from(marks.keys()).filter((index) => marks[index] !== 0)
  const isOne = lane.count === 1
  if (wrong.length === 0) {
    const title = isOne
      ? 'The recv returned exactly what one send had given.'
      : `Each of the ${grouped(lane.count)} recvs returned exactly what one send had given.`
    return { title, text: '', lane: source.name, indices: NOTHING, isWrong: false }
  }
  const { send } = path.streams[0]
  const tookAll = isOne && send.count > 1 && lane.ends[0] === send.ends[send.count - 1]
  const title = tookAll
    ? `${counted(send.count, 'send')} came out of one recv.`
    : isOne
      ? `The recv returned ${counted(lane.ends[0] as number, 'byte')}, and not what one send had given.`
      : `${grouped(wrong.length)} of ${counted(lane.count, 'recv')} did not return what one send had given.`
  const text = findings.of(source.name, wrong[0] as number)[0]?.text ?? ''
  return { title, text, lane: source.name, indices: wrong, isWrong: true }
}

const underFraming = (framed: Framed): Point => {
  const { lane, error, held, needed, holes, marks } = framed
  const partial = holes.length === 0 ? 0 : marks.filter((mark) => mark === Mark.partial).length
  const whole = `${counted(lane.counted - partial, 'message')} came out whole`
  const about = { lane: lane.name, indices: NOTHING, isWrong: true }
  if (error) return { ...about, title: `${whole}; then the framing fails.`, text: error.message }
  if (held > 0) {
    const of = needed === undefined ? '' : ` of ${grouped(needed)}`
    return { ...about, title: `${whole}, and the last is not: ${grouped(held)}${of} bytes.`, text: '' }
  }
  if (holes.length > 0) return { ...about, title: `${whole}; the log lacks bytes of others.`, text: '' }
  return { ...about, title: `${whole}${thoughJoined(framed)}.`, text: '', isWrong: false }
}

/** What framing mended: recvs with several messages, or messages over several recvs; of a capture, segments. */
const thoughJoined = ({ lane, source }: Framed): string => {
  const sources = counted(source.count, source.kind)
  const gave = source.kind === 'recv' ? 'returned' : 'carried'
  if (source.count < lane.count) return `, though ${sources} ${gave} all of them`
  if (source.count > lane.count) return `, though they came in ${sources}`
  return ''
}
