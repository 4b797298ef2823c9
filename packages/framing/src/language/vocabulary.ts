// The words of the text language, for a field that completes what a person types.
import { COMMON_WORDS, expectedOf, keyOf, PREFACE_WORDS } from './grammar.ts'
import type { Word } from '../kinds/kind.ts'
import { KIND_NAMES, KINDS } from '../kinds/kinds.ts'
import { PRESET_NAMES } from '../presets/preset-texts.ts'
import { presetOf } from '../presets/presets.ts'

/** One word that a person may type. */
export interface VocabularyWord {
  /** The word as typed: `length:`, `max=`, `postgres`. */
  readonly text: string
  readonly says: string
  /** What may follow it; empty if nothing may. */
  readonly expected: readonly string[]
}

/** Each word that may begin a framing, with the keys that may follow it. */
export interface VocabularyEntry extends VocabularyWord {
  readonly keys: readonly VocabularyWord[]
}

/** Every kind, then every preset, with their keys. `preface` are the keys of a framing before a ` then `. */
export function framingVocabulary(): {
  readonly kinds: readonly VocabularyEntry[]
  readonly presets: readonly VocabularyEntry[]
  readonly preface: readonly VocabularyWord[]
} {
  const kinds = KIND_NAMES.map((kind) => {
    const { says, argument, keys } = KINDS[kind].grammar
    const text = argument === undefined ? kind : `${kind}:`
    const expected = argument === undefined ? [] : expectedOf(argument.type)
    return { text, says, expected, keys: [...keys, ...COMMON_WORDS].map(keyEntry) }
  })
  const presets = PRESET_NAMES.map((name) => {
    const { title, source } = presetOf(name)
    return { text: name, says: `${title} (${source})`, expected: [], keys: COMMON_WORDS.map(keyEntry) }
  })
  return { kinds, presets, preface: PREFACE_WORDS.map(keyEntry) }
}

function keyEntry(word: Word): VocabularyWord {
  return { text: `${keyOf(word)}=`, says: word.says, expected: expectedOf(word.type) }
}
