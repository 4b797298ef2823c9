// Whether the sender itself asked TCP to hold bytes back until more came: then sends are joined by request.
import { counted } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import type { Explanation } from './finding.ts'

/** Sends `first` to `last` lie in one interval. `undefined` if the first of them was not to wait for the next. */
export const askedToWait = (
  stream: Stream,
  first: number,
  last: number,
): Pick<Explanation, 'cause' | 'text'> | undefined => {
  const { send, calls } = stream
  if (!calls) return undefined
  let announced = 0
  while (first + announced < last && calls.sends.hasFlag(first + announced, 'MSG_MORE')) announced += 1
  if (announced > 0) {
    const which =
      announced === 1 ? `Send ${first + 1} was` : `Sends ${first + 1} to ${first + announced} were`
    return {
      cause: 'more-announced',
      text: `${which} made with MSG_MORE: the program itself asked TCP to hold the bytes back until more came.${besides(last - first - announced)}`,
    }
  }
  let corked = 0
  while (
    first + corked < last &&
    calls.end.options.isOn('TCP_CORK', send.times[first] as number, send.times[first + corked + 1] as number)
  )
    corked += 1
  if (corked === 0) return undefined
  return {
    cause: 'corked',
    text: `TCP_CORK was on from send ${first + 1} to send ${first + corked + 1}: the program itself asked TCP to send full segments only.${besides(last - first - corked)}`,
  }
}

/** Sends after those that had to wait. */
const besides = (count: number): string =>
  count === 0
    ? ''
    : ` That is not why the last ${count === 1 ? 'send is' : `${counted(count, 'send')} are`} here too.`
