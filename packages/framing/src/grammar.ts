// The words of a text spec that do not belong to one kind, and what may stand for each type of word.
import { PRESET_NAMES } from './presets.ts'
import { numberWord, type Word, type WordType } from './kind.ts'

/** Keys that every framing has. */
export const COMMON_WORDS: readonly Word[] = [
  numberWord('max', 1, 2 ** 48, 'largest whole frame, in bytes (16 MiB unless given)'),
  numberWord('strip', 1, 2 ** 31, 'bytes that leave the front of every body given out'),
]

/** Keys of a framing that stands before a `then`: it is a preface, one frame long. */
export const PREFACE_WORDS: readonly Word[] = [
  { name: 'side', type: { is: 'choice', of: ['client', 'server'] }, says: 'only in what this side sends' },
  {
    name: 'if',
    type: { is: 'mark' },
    says: 'only where the stream stands at these bytes, in hex; ?? is any byte',
  },
  {
    name: 'again',
    type: { is: 'choice', of: ['while', 'always'] },
    says: 'while: as often as it applies in a row; always: also later, between other frames',
  },
  {
    name: 'upgrade',
    type: { is: 'choice', of: PRESET_NAMES },
    says: 'how the stream goes on for good after it',
  },
]

/** What parts a preface from what comes after it. */
export const THEN = ' then '

/** A word's name in text. */
export function keyOf(word: Word): string {
  return word.key ?? word.name
}

/** What may stand for a word, for an error or a completion list. */
export function expectedOf(type: WordType): readonly string[] {
  switch (type.is) {
    case 'number':
      return [`a whole number from ${type.least} to ${type.most}`]
    case 'choice':
      return type.of
    case 'mark':
      return ['bytes in hex, ?? for any: 68, 0a??ff']
    case 'mask':
      return ['up to 16 hex digits: 7fffffff']
    case 'format':
      return ['a struct format: !I, <HBBI']
    case 'delimiters':
      return type.examples ?? ['bytes: \\n, \\r\\n, \\0, several as \\n|\\0']
  }
}
