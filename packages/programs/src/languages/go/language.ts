// What Go is called here, and its two printers. The printed programs use only the standard library.
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const go: LanguageTexts = {
  title: 'Go',
  file: 'frames.go',
  hasJson: true,
  program,
  programOfParts,
}
