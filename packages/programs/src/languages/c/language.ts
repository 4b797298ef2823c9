// What C is called here, and its two printers. The printed programs use only POSIX sockets.
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const c: LanguageTexts = {
  title: 'C',
  file: 'frames.c',
  hasJson: false,
  program,
  programOfParts,
}
