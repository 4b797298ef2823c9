// The words for each kind of search: its name, the text of its field and of the empty list, and what may be typed.
import type { SearchKind } from '../model/search/query.ts'

interface KindWords {
  readonly kind: SearchKind
  readonly placeholder: string
  readonly says: string
  readonly examples: readonly string[]
}

export const searchKinds: readonly KindWords[] = [
  {
    kind: 'text',
    placeholder: 'text, or hex as 68 65 6c',
    says: 'Text in every stream, even where it was cut between two recvs. \\r \\n \\t \\0 and \\x7f are as in C.',
    examples: ['hello', '\\r\\n'],
  },
  {
    kind: 'hex',
    placeholder: '68 65 6c, or 0x68656c',
    says: 'Bytes, two digits each.',
    examples: ['68 65 6c', '0x0d0a'],
  },
  {
    kind: 'length',
    placeholder: '1448, >1000, recv <=3',
    says: 'Sends, segments, recvs and messages of this size. Put a lane in front to search only that lane.',
    examples: ['1448', '>1000', '<=3', '10..20', 'recv 1024', 'message >100'],
  },
  {
    kind: 'code',
    placeholder: 'stuck, ECONNREFUSED…',
    says: 'Why bytes stuck or split, where a framing failed, what became of datagrams, which call gave an error.',
    examples: [],
  },
]
