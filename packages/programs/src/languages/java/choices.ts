// How a program of several parts chooses in Java which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) =>
    `    static final int[][] IF_${part} = ${tableOf(mark)}; // ${choiceTableSays(part)}\n`,
  canCome: (part) => `!gone.contains(${part})`,
  fits: (part) => `fits(in, IF_${part})`,
  leave: (parts) => parts.map((part) => `gone.add(${part});`).join('\n'),
  take: (part) => `return new Frame(${part}, readFrame${part}(in));`,
  choose: (tests, lines) => `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`,
}
