// `joined`: makes one message of several frames of the layer below. It is always the upper side of `over`.
import { sayBytes } from '../frames/quantity.ts'
import type { Kind } from './kind.ts'
import { numberWord } from './kind.ts'
import { markOf, sayMark } from '../spec/marks.ts'
import type { JoinedSpec } from '../spec/spec.ts'

/**
 *     joined,last=(1???????) over length:u32be,mask=7fffffff
 *     +----------+----------+ +----------+----------+
 *     | 00000003 |   abc    | | 80000002 |    de    |     one message of two frames; its body is abcde
 *     +----------+----------+ +----------+----------+
 */
export const joined: Kind<JoinedSpec> = {
  grammar: {
    says: 'joins frames of the layer below into messages: joined over websocket',
    keys: [
      { name: 'more', type: { is: 'mark' }, says: 'a frame that begins so goes on in the next one' },
      {
        name: 'last',
        type: { is: 'mark' },
        says: 'a frame that begins so is the last of its message; others go on',
      },
      numberWord({
        name: 'full',
        least: 1,
        most: 2 ** 32 - 1,
        says: 'a frame with a body of this size, in bytes, goes on in the next one',
      }),
      {
        name: 'of',
        type: { is: 'mark' },
        says: 'only frames that begin so are joined; others are messages by themselves',
      },
    ],
  },
  cutter() {
    throw new Error('joined has no frames of its own: it joins those of the layer below.')
  },
  fields: () => [],
  sentence: ({ more, last, full, of }) => {
    const when = [
      ...(more === undefined ? [] : [`begins with ${sayMark(markOf(more))}`]),
      ...(last === undefined ? [] : [`does not begin with ${sayMark(markOf(last))}`]),
      ...(full === undefined ? [] : [`has a body of ${sayBytes(full)}`]),
    ]
    const goesOn = when.length === 0 ? 'as its protocol says' : `if it ${when.join(' or ')}`
    const which = of === undefined ? '' : ` Only frames that begin with ${sayMark(markOf(of))} are joined.`
    return `A frame goes on in the next one ${goesOn}; the bodies of all of them are one message.${which}`
  },
  diagram: () => [
    { name: 'body of the first frame', size: undefined, role: 'body' },
    { name: 'of the last', size: undefined, role: 'body' },
  ],
}
