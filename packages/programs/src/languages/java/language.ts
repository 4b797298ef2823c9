// What Java is called here, and its two printers. The printed programs need Java 11 and use only the standard library.
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
