// Python: its name, its file and its programs (only the standard library).
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const python: LanguageTexts = {
  title: 'Python',
  file: 'frames.py',
  hasJson: true,
  program,
  programOfParts,
}
