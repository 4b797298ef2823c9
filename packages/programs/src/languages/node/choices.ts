// How a program of several parts chooses in Node which part takes the next frame.
import { choiceTableSays, type ChoiceTexts } from '../../alike/choices.ts'
import { indent } from './indent.ts'
import { tableOf } from './marks.ts'

export const CHOICES: ChoiceTexts = {
  table: (part, mark) => `const IF_${part} = ${tableOf(mark)} // ${choiceTableSays(part)}\n`,
  canCome: (part) => `!gone.has(${part})`,
  fits: (part) => `(await reader.fits(IF_${part}))`,
  leave: (parts) => parts.map((part) => `gone.add(${part})`).join('\n'),
  take: (part) => `return { part: ${part}, body: await readFrame${part}(reader) }`,
  choose: (tests, lines) => `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`,
}
