// Which frames of a layer are parts of one message: `joined`, by marks in their headers or by their size.
import { beginsWith, markOf } from '../spec/marks.ts'
import type { JoinedSpec } from '../spec/spec.ts'

/** What a frame is for joining. `alone`: a message by itself, also between the parts of another. */
export type Join =
  'alone' | 'more' | 'last' | Interleaved | { readonly value: string; readonly limit: string }

/** A part of one of several messages that go on at the same time. */
export interface Interleaved {
  /** Which of them; not 0. */
  readonly stream: number
  readonly goesOn: boolean
  /** The one that ends here unfinished, because the frame says so. */
  readonly aborts: number | undefined
}

/** `isOpen` says whether a message has begun and goes on; `size` is the size of the frame's body in bytes. */
type Decide = (frame: Uint8Array, size: number, isOpen: boolean) => Join

export interface JoinRule {
  readonly decide: Decide
  /** How many of a frame's first bytes it looks at; 0 for those that the layer below has read as well. */
  readonly looksAt: number
  /** Whether a frame that begins a message differs from one that goes on with it. */
  readonly tellsBeginning: boolean
}

/** The rule of `joined` with its own keys. */
export function ruleOf({ more, last, full, of }: JoinedSpec): JoinRule {
  const marks = { more: markOf(more), last: markOf(last), of: markOf(of) }
  const looksAt = Math.max(marks.more.length, marks.last.length, marks.of.length)
  const decide: Decide = (frame, size) => {
    if (!beginsWith(marks.of, frame)) return 'alone'
    const goesOn =
      (more !== undefined && beginsWith(marks.more, frame)) ||
      (last !== undefined && !beginsWith(marks.last, frame)) ||
      (full !== undefined && size === full)
    return goesOn ? 'more' : 'last'
  }
  return { decide, looksAt, tellsBeginning: false }
}

/** Whether the keys say when a message goes on. */
export function hasRule({ more, last, full }: JoinedSpec): boolean {
  return more !== undefined || last !== undefined || full !== undefined
}

/**
 * RFC 6455, 5.4: a message is one frame with FIN, or one without and continuations (opcode 0) up to one with FIN. Control
 * frames (opcode 8 and above) may lie between them and are never fragmented. The HTTP heads before the upgrade are messages
 * by themselves.
 */
const decideWebsocket: Decide = ([first = 0], _size, isOpen) => {
  const opcode = first & 0x0f
  if (first === 0x47 || first === 0x48 || opcode >= 8) return 'alone'
  if (isOpen !== (opcode === 0)) {
    return isOpen
      ? {
          value: `a frame with opcode ${opcode}`,
          limit: 'a continuation, because the message before is not finished',
        }
      : { value: 'a continuation', limit: 'the first frame of a message' }
  }
  return first >= 0x80 ? 'last' : 'more'
}

export const joinWebsocket: JoinRule = { decide: decideWebsocket, looksAt: 0, tellsBeginning: true }
