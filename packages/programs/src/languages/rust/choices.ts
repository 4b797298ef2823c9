// How a program of several parts chooses in Rust which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) => `const IF_${part}: ${tableOf(mark)}; // ${choiceTableSays(part)}\n`,
  canCome: (part) => `!gone.contains(&${part})`,
  fits: (part) => `stream.fits(IF_${part})?`,
  leave: (parts) => parts.map((part) => `gone.insert(${part});`).join('\n'),
  take: (part) => `Ok(read_frame_${part}(stream)?.map(|body| (${part}, body)))`,
  choose: (tests, lines) =>
    `if ${tests.join(' && ')} {\n${indent(`${lines.replace('Ok(', 'return Ok(')};`)}\n}`,
}
