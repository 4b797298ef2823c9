// The words of a text spec that do not belong to one kind, and what may stand for each type of word.
import { numberWord, type Word, type WordType } from './kind.ts'

/** Keys that every framing has. */
export const COMMON_WORDS: readonly Word[] = [
  numberWord('max', 1, 2 ** 48, 'largest whole frame, in bytes (16 MiB unless given)'),
  numberWord('strip', 1, 2 ** 31, 'bytes that leave the front of every body given out'),
]

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
      return ['bytes: \\n, \\r\\n, \\0, several as \\n|\\0']
  }
}
