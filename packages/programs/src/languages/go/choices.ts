// How a program of several parts chooses in Go which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) => `var if${part} = ${tableOf(mark)} // ${choiceTableSays(part)}\n`,
  canCome: (part) => `!gone[${part}]`,
  fits: (part) => `fits(r, if${part})`,
  leave: (parts) => parts.map((part) => `gone[${part}] = true`).join('\n'),
  take: (part) => `body, err = readFrame${part}(r)\nreturn ${part}, body, err`,
  choose: (tests, lines) => `if ${tests.join(' && ')} {\n${indent(lines)}\n}`,
}
