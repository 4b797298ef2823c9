// Node: its name, its file and its programs (only Node's own modules).
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const node: LanguageTexts = {
  title: 'Node',
  file: 'frames.mjs',
  hasJson: true,
  program,
  programOfParts,
}
