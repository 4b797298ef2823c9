// What Node is called here, and its two printers. The printed programs use only Node's own modules.
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
