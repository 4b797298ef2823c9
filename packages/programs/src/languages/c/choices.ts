// How a program of several parts chooses in C which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) =>
    `static const uint8_t IF_${part}[][2] = ${tableOf(mark)}; /* ${choiceTableSays(part)} */\n`,
  canCome: (part) => `!gone[${part}]`,
  fits: (part) => `fits(fd, IF_${part}, sizeof IF_${part} / sizeof IF_${part}[0])`,
  leave: (parts) => parts.map((part) => `gone[${part}] = 1;`).join('\n'),
  take: (part) => `*part = ${part};\nreturn read_frame_${part}(fd, size);`,
  choose: (tests, lines) => `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`,
}
