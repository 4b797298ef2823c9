// The languages that programs are printed in. To add one, write its folder and add it here.
import type { LanguageTexts } from '../alike/language-texts.ts'
import { c } from './c/language.ts'
import { go } from './go/language.ts'
import { java } from './java/language.ts'
import { node } from './node/language.ts'
import { python } from './python/language.ts'
import { rust } from './rust/language.ts'

export const LANGUAGES = { python, node, go, rust, java, c } as const satisfies Record<string, LanguageTexts>

export type Language = keyof typeof LANGUAGES
