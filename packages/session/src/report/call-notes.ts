// Sentences about the calls of a stream's ends that moved no bytes: what would have blocked, only looked, or set options.
import { counted } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import { atStart, partiesOf } from './party.ts'

export const callNotes = (stream: Stream): readonly string[] => {
  const { sender, receiver } = partiesOf(stream)
  const [gives, gets] = [stream.calls?.end, stream.reverse?.calls?.end]
  const { recvsInVain = 0, peeks = 0 } = gets ?? {}
  const { sendsInVain = 0 } = gives ?? {}
  return [
    ...(sendsInVain > 0
      ? [`${counted(sendsInVain, 'send')} of ${sender} returned EAGAIN: the send buffer had no room.`]
      : []),
    ...(recvsInVain > 0
      ? [`${counted(recvsInVain, 'recv')} of ${receiver} returned EAGAIN: no byte was there.`]
      : []),
    ...(peeks > 0
      ? [`${counted(peeks, 'recv')} of ${receiver} only looked at the bytes (MSG_PEEK) and took none.`]
      : []),
    ...options(
      sender,
      gives?.options.texts.filter(([option]) => !isForReceiving(option)),
    ),
    ...options(
      receiver,
      gets?.options.texts.filter(([option]) => isForReceiving(option)),
    ),
  ]
}

/** Whether an option is about what its end receives, and not about what it sends. */
const isForReceiving = (option: string): boolean => /RCV|QUICKACK|WINDOW_CLAMP/.test(option)

const options = (who: string, texts: readonly (readonly [string, string])[] = []): readonly string[] =>
  texts.length === 0
    ? []
    : [`${atStart(who)} set ${texts.map(([option, text]) => `${option} to ${text}`).join(', ')}.`]
