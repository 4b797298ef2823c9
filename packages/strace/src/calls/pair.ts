// Two descriptors that one call made: `[3<pipe:[120]>, 4<pipe:[120]>]`.
import { type Cursor, OPEN_SQUARE } from '../text/cursor.ts'
import { skipValue } from '../text/skip-value.ts'
import type { Descriptor } from '../values/descriptor.ts'
import { readDescriptors } from './message.ts'

/** `undefined` if strace printed no more than a pointer, because the call failed. */
export const readPair = (cursor: Cursor): readonly [Descriptor, Descriptor] | undefined => {
  if (cursor.peek() !== OPEN_SQUARE) {
    skipValue(cursor)
    return undefined
  }
  const [first, second] = readDescriptors(cursor)
  return first && second && [first, second]
}
