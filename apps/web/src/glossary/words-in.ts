// Finds the glossary's words in a sentence, so that each can be explained in place.
import type { WordKey } from './word-names.ts'

/** The words as they appear in sentences. Words that are also everyday English are left out. */
const forms: readonly (readonly [form: RegExp, word: WordKey])[] = [
  [/Nagle's algorithm/, 'nagle'],
  [/receive buffers?/, 'receiveBuffer'],
  [/recv limit/, 'limit'],
  [/MSS/, 'mss'],
  [/MTU/, 'mtu'],
  [/recvs? taken for one message/, 'naive'],
  [/segments?/, 'segment'],
  [/datagrams?/, 'datagram'],
  [/recvs?(?![\w(])/, 'recv'],
  [/framers?/, 'framer'],
  [/framings?/, 'framing'],
  [/seams?/, 'seam'],
]

const any = new RegExp(
  String.raw`(?<![\w-])(?:${forms.map(([form]) => form.source).join('|')})(?![\w-])`,
  'gi',
)

export interface Piece {
  readonly text: string
  /** The glossary word that explains it. Each word is explained once. */
  readonly word?: WordKey
}

/** The sentence split into pieces. Joined, they give the sentence again. */
export const wordsIn = (sentence: string): readonly Piece[] => {
  const pieces: Piece[] = []
  const seen = new Set<WordKey>()
  let from = 0
  for (const { 0: text, index } of sentence.matchAll(any)) {
    const word = forms.find(([form]) => new RegExp(`^(?:${form.source})$`, 'i').test(text))?.[1]
    if (word === undefined || seen.has(word)) continue
    seen.add(word)
    if (index > from) pieces.push({ text: sentence.slice(from, index) })
    pieces.push({ text, word })
    from = index + text.length
  }
  if (from < sentence.length) pieces.push({ text: sentence.slice(from) })
  return pieces
}
