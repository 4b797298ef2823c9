// What Rust is called here, and its two printers. The printed programs use only the standard library.
import type { LanguageTexts } from '../../alike/language-texts.ts'
import { programOfParts } from './program-of-parts.ts'
import { program } from './program.ts'

export const rust: LanguageTexts = {
  title: 'Rust',
  file: 'frames.rs',
  hasJson: false,
  program,
  programOfParts,
}
