// What may be typed at the caret in a framing's text: kinds and presets, then a kind's argument, then keys and their
// values. All words come from the framing package. This file only knows where each of them is allowed.
import { framingVocabulary, type VocabularyEntry, type VocabularyWord } from '@unstick/framing'

export interface Suggestion {
  /** What replaces `[from, to)` of the text. */
  readonly text: string
  /** What is shown for it. */
  readonly name: string
  readonly says: string
  readonly group: string
  /** Whether it continues what was typed, letter for letter. */
  readonly continues: boolean
}

export interface Completion {
  /** The word at the caret: characters `[from, to)`. */
  readonly from: number
  readonly to: number
  readonly suggestions: readonly Suggestion[]
  /** What is allowed here, if it is not a list of words. */
  readonly hint: string | undefined
}

/** A part of the text. */
interface Piece {
  readonly from: number
  readonly to: number
}

/** The heading of what may follow a finished word. */
export const GO_ON = 'Go on with'

const THEN = ' then '
const words = framingVocabulary()
const entries = [...words.kinds, ...words.presets]

export const complete = (text: string, caret: number): Completion => {
  const part = partAt(text, caret)
  const pieces = piecesOf(text, part)
  const at = Math.max(
    0,
    pieces.findLastIndex(({ from }) => from <= caret),
  )
  const piece = pieces[at] ?? part
  const head = pieces[0] ?? part
  if (at === 0 && !text.slice(head.from, caret).includes(':')) return completeName(text, head, caret)
  const name = /^[^:]*/.exec(text.slice(head.from, head.to))?.[0] ?? ''
  const entry = entries.find((each) => wordOf(each) === name)
  if (!entry) return { from: caret, to: caret, suggestions: [], hint: undefined }
  const prefaced = part.to < text.length ? words.preface : []
  const keys = [...entry.keys, ...prefaced].filter(
    (key) => !pieces.some((other, k) => k !== at && k > 0 && text.startsWith(key.text, other.from)),
  )
  if (at === 0) {
    const value = { from: head.from + name.length + 1, to: head.to }
    return completeValue({ text, value, caret, word: entry, onward: keys, group: `After ${entry.text}` })
  }
  const equals = text.slice(piece.from, caret).indexOf('=')
  if (equals < 0) return completeKey({ text, piece, caret, entry, keys })
  const key = keysOf(entry, prefaced).find((each) => text.startsWith(each.text, piece.from))
  const value = { from: piece.from + equals + 1, to: piece.to }
  const others = keys.filter((each) => each !== key)
  return key
    ? completeValue({ text, value, caret, word: key, onward: others, group: `After ${key.text}` })
    : { from: caret, to: caret, suggestions: [], hint: undefined }
}

/** The text after a suggestion is taken, and the new caret position. */
export const completed = (
  text: string,
  { from, to }: Piece,
  suggestion: Suggestion,
): { readonly text: string; readonly caret: number } => ({
  text: text.slice(0, from) + suggestion.text + text.slice(to),
  caret: from + suggestion.text.length,
})

const completeName = (text: string, head: Piece, caret: number): Completion => {
  const colon = text.indexOf(':', head.from)
  const to = colon >= 0 && colon < head.to ? colon + 1 : head.to
  const word = text.slice(head.from, caret)
  const kinds = suggest(words.kinds, word, 'Kinds', true)
  const presets = suggest(words.presets, word, 'Protocols', true)
  const whole = entries.find((each) => each.text === word)
  const onward = whole && caret === head.to ? onwardKeys(whole.keys, word) : []
  return { from: head.from, to, suggestions: [...kinds, ...presets, ...onward], hint: undefined }
}

interface KeyAtCaret {
  readonly text: string
  readonly piece: Piece
  readonly caret: number
  readonly entry: VocabularyEntry
  readonly keys: readonly VocabularyWord[]
}

const completeKey = ({ text, piece, caret, entry, keys }: KeyAtCaret): Completion => {
  const equals = text.indexOf('=', piece.from)
  const to = equals >= 0 && equals < piece.to ? equals + 1 : piece.to
  const suggestions = suggest(keys, text.slice(piece.from, caret), `Keys of ${wordOf(entry)}`)
  return { from: piece.from, to, suggestions, hint: undefined }
}

interface ValueAtCaret {
  readonly text: string
  readonly value: Piece
  readonly caret: number
  /** The word whose value it is. */
  readonly word: VocabularyWord
  /** The keys that may come after it. */
  readonly onward: readonly VocabularyWord[]
  readonly group: string
}

const completeValue = ({ text, value, caret, word, onward, group }: ValueAtCaret): Completion => {
  const { expected, says } = word
  // An allowed word contains no space; a sentence about what is allowed does.
  const choices = expected.filter((each) => !each.includes(' '))
  const typed = text.slice(value.from, caret)
  const done = choices.length > 0 ? choices.includes(typed) : typed !== ''
  const options = choices.map((choice) => ({ text: choice, says: presetSays(choice), expected: [] }))
  const open = done && choices.length > 0 ? [] : suggest(options, typed, group)
  return {
    ...value,
    suggestions: [...open, ...(done && caret === value.to ? onwardKeys(onward, typed) : [])],
    hint: choices.length === 0 && expected.length > 0 ? `${says}: ${expected.join(', ')}` : undefined,
  }
}

const presetSays = (name: string): string => words.presets.find(({ text }) => text === name)?.says ?? ''

const onwardKeys = (keys: readonly VocabularyWord[], word: string): Suggestion[] =>
  keys.map(({ text, says }) => ({
    text: `${word},${text}`,
    name: `,${text}`,
    says,
    group: GO_ON,
    continues: false,
  }))

/** Suggestions that begin with the word, then those that contain it, then (`byMeaning`) those whose meaning does. */
const suggest = (
  options: readonly VocabularyWord[],
  word: string,
  group: string,
  byMeaning = false,
): Suggestion[] => {
  const sought = word.toLowerCase()
  const rank = ({ text, says }: VocabularyWord): number => {
    if (text.startsWith(sought)) return 0
    if (text.includes(sought)) return 1
    return byMeaning && sought.length > 1 && ` ${says.toLowerCase()}`.includes(` ${sought}`) ? 2 : 3
  }
  return [0, 1, 2].flatMap((wanted) =>
    options
      .filter((option) => rank(option) === wanted)
      .map(({ text, says }) => ({ text, name: text, says, group, continues: sought !== '' && wanted === 0 })),
  )
}

const wordOf = ({ text }: VocabularyWord): string => text.replace(/:$/, '')

const keysOf = (entry: VocabularyEntry, prefaced: readonly VocabularyWord[]): readonly VocabularyWord[] => [
  ...entry.keys,
  ...prefaced,
]

/** The framing at the caret, among those separated by ` then `. */
const partAt = (text: string, caret: number): Piece => {
  const before = text.lastIndexOf(THEN, caret - THEN.length)
  const from = before < 0 ? 0 : before + THEN.length
  const after = text.indexOf(THEN, from)
  return { from, to: after < 0 ? text.length : after }
}

/** The part split at its commas. A comma after a backslash belongs to a delimiter. */
const piecesOf = (text: string, { from, to }: Piece): Piece[] => {
  const pieces: Piece[] = []
  let start = from
  for (let i = from; i < to; i += 1) {
    if (text[i] === '\\') i += 1
    else if (text[i] === ',') {
      pieces.push({ from: start, to: i })
      start = i + 1
    }
  }
  return [...pieces, { from: start, to }]
}
