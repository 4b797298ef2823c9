// The words of a text spec that do not belong to one kind, and which values each type of word takes.
import { PRESET_NAMES } from '../presets/preset-texts.ts'
import { numberWord, type Word, type WordType } from '../kinds/kind.ts'

/** Keys that every framing has. */
export const COMMON_WORDS: readonly Word[] = [
  numberWord({
    name: 'max',
    least: 1,
    most: 2 ** 48,
    says: 'largest whole frame, in bytes (16 MiB unless given)',
  }),
  numberWord({
    name: 'strip',
    least: 1,
    most: 2 ** 31,
    says: 'bytes to remove from the front of every body',
  }),
  {
    name: 'resync',
    type: { is: 'mark' },
    says: 'what every frame begins with, in hex; everything else is skipped, and counted apart',
  },
]

/** Keys of a framing before a `then`, which is a preface, one frame long. */
export const PREFACE_WORDS: readonly Word[] = [
  {
    name: 'side',
    type: { is: 'choice', of: ['client', 'server'] },
    says: 'applies only to what this side sends',
  },
  {
    name: 'if',
    type: { is: 'mark' },
    says: 'applies only if the next bytes are these, in hex; ?? is any byte',
  },
  {
    name: 'unless',
    type: { is: 'mark' },
    says: 'does not apply if the next bytes are these, in hex; ?? is any byte',
  },
  {
    name: 'again',
    type: { is: 'choice', of: ['while', 'always'] },
    says: 'while: repeats as long as it applies; always: also applies later, between other frames',
  },
  {
    name: 'upgrade',
    type: { is: 'choice', of: [...PRESET_NAMES, 'rest', 'tunnel'] },
    says: 'the framing of everything after it; rest: one frame up to the end; tunnel: TLS, SSH or HTTP by its first bytes, else one piece that is no message',
  },
]

/** Separates a preface from what comes after it. */
export const THEN = ' then '

/** Between a framing and the one whose frames carry its messages. It binds less than {@link THEN}. */
export const OVER = ' over '

/** A word's name in text. */
export function keyOf(word: Word): string {
  return word.key ?? word.name
}

/** Which values a word takes, for an error or a completion list. */
export function expectedOf(type: WordType): readonly string[] {
  switch (type.is) {
    case 'number':
      return [`a whole number from ${type.least} to ${type.most}`]
    case 'choice':
      return type.of
    case 'mark':
      return ['bytes in hex, ?? for any, (1???????) for bits: 68, 0a??ff']
    case 'mask':
      return ['up to 16 hex digits: 7fffffff']
    case 'format':
      return ['a struct format: !I, <HBBI']
    case 'delimiters':
      return type.examples ?? ['bytes: \\n, \\r\\n, \\0, several as \\n|\\0']
  }
}
