// Java: its name, its file and its programs (Java 11 or later, only the standard library).
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const java: LanguageTexts = {
  title: 'Java',
  file: 'Frames.java',
  hasJson: false,
  program,
  programOfParts,
}
