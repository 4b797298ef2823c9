// How a program of several parts chooses in Python which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) => `IF_${part} = ${tableOf(mark)}  # ${choiceTableSays(part)}\n`,
  canCome: (part) => `${part} not in gone`,
  fits: (part) => `fits(stream, IF_${part})`,
  leave: (parts) => `gone |= {${parts.join(', ')}}`,
  take: (part) => `return ${part}, read_frame_${part}(stream)`,
  choose: (tests, lines) => `if ${tests.join(' and ')}:\n${indent(lines)}`,
}
