// What Python is called here, and its two printers. The printed programs use only the standard library.
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
