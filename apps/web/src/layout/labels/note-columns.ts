// What the columns of messages are, in a few words: how many are as sent, and how many are not.
import { counted, grouped, type Kept, type Lane, Mark } from '@unstick/session'
import { partialOf } from './notes.ts'
import type { Note } from '../layout.ts'
import type { Subject } from '../../model/stream/subject.ts'

const counts: Kept<Map<Lane, number>> = { make: () => new Map() }

export const noteColumns = (subject: Subject, lane: Lane, happened: number): Note[] => {
  if (lane.kind !== 'message' || happened === 0) return []
  const { frames } = subject
  if (!frames.naive) {
    const whole = happened - partialOf(frames, happened)
    return [{ key: -1, x: 0, text: `✓ ${grouped(whole)} whole`, tone: 'good' }]
  }
  const wrong = happened < lane.count ? wrongAmong(subject, happened) : wrongOf(subject, lane)
  const right = happened - wrong
  const notes: Note[] = []
  if (right > 0) notes.push({ key: -2, x: 0, text: `${grouped(right)} as sent`, tone: 'plain' })
  if (wrong > 0) notes.push({ key: -1, x: 0, text: `${counted(wrong, 'message')} not as sent`, tone: 'bad' })
  return notes
}

const wrongOf = (subject: Subject, lane: Lane): number => {
  const known = subject.index.current.get(counts)
  const wrong = known.get(lane) ?? wrongAmong(subject, lane.count)
  known.set(lane, wrong)
  return wrong
}

const wrongAmong = ({ frames: { marks } }: Subject, count: number): number => {
  let wrong = 0
  for (let k = 0; k < count; k += 1) if ((marks[k] ?? Mark.whole) !== Mark.whole) wrong += 1
  return wrong
}
