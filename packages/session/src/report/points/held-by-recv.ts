// What one recv returned, told by the sends that its bytes came from.
import type { Lane } from '../../lanes/lane.ts'
import { counted, grouped } from '../../lanes/quantity.ts'
import { messages } from './message-point.ts'
import type { MakePoint } from './point.ts'

const names = ['first', 'second'] as const
/** Up to so many sends are named one by one. */
const MOST_NAMED = 3

interface Piece {
  /** Counted from 0. */
  readonly send: number
  readonly bytes: number
  readonly isWhole: boolean
}

/** Of the first recv (0) or the second (1). Under a framing, and if there is no such recv: what the messages say. */
export const heldByRecv =
  (which: 0 | 1): MakePoint =>
  (shown) => {
    const point = messages(shown)
    const { framed, last, streams } = shown.path
    const [{ send }] = streams
    const { recv } = last
    if (!point || !framed?.naive || recv.count <= which || send.count === 0) return point
    const [start, end] = [recv.starts[which] as number, recv.ends[which] as number]
    const counts = `${counted(recv.count, 'recv')} for ${counted(send.count, 'send')}`
    const pieces = piecesOf(send, start, end)
    return {
      ...point,
      title: `${counts}: the ${names[which]} returned ${counted(end - start, 'byte')}, ${wordsOf(pieces)}.`,
    }
  }

const piecesOf = ({ count, starts, ends }: Lane, start: number, end: number): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let send = 0; send < count && (starts[send] as number) < end; send += 1) {
    const [from, to] = [starts[send] as number, ends[send] as number]
    const bytes = Math.min(to, end) - Math.max(from, start)
    if (bytes > 0) pieces.push({ send, bytes, isWhole: bytes === to - from })
  }
  return pieces
}

/** `5 whole sends and a part of another`; `468 of send 1 and 68 of send 2`; `all of send 1`. */
const wordsOf = (pieces: readonly Piece[]): string => {
  if (pieces.length <= MOST_NAMED)
    return pieces
      .map(({ send, bytes, isWhole }) => `${isWhole ? 'all' : grouped(bytes)} of send ${grouped(send + 1)}`)
      .join(' and ')
  const whole = pieces.filter(({ isWhole }) => isWhole).length
  const parts = ['', ' and a part of another', ' and parts of two others'][pieces.length - whole]
  return `${counted(whole, 'whole send')}${parts ?? ''}`
}
