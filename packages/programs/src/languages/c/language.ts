// C: its name, its file and its programs (POSIX sockets only).
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
