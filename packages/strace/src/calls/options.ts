// setsockopt and getsockopt: `setsockopt(3, SOL_TCP, TCP_NODELAY, [1], 4) = 0`.
import type { OptionCall } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { numberIn, readWord } from '../values/read-flags.ts'
import { nextArgument, skipRest } from './arguments.ts'
import { finish, type Head } from './head.ts'

const optionCall =
  (kind: OptionCall['kind']) =>
  (cursor: Cursor, head: Head): OptionCall => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const level = readWord(cursor)
    nextArgument(cursor)
    const option = readWord(cursor)
    nextArgument(cursor)
    const text = readWord(cursor)
    skipRest(cursor)
    finish(cursor, head)
    return { kind, on, level, option, text, value: numberIn(text), ...head }
  }

export const setsockopt = optionCall('setsockopt')
export const getsockopt = optionCall('getsockopt')
