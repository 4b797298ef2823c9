// The program of several parts in Node: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { looksAhead, mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { IMPORTS } from './imports.ts'
import { indent } from './indent.ts'
import { FITS } from './looking-ahead.ts'
import { MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { READER } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const programOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const looks = looksAhead(sequence)
  const each = all.map(({ plan, text }, index) => {
    const code = codeOf(SHAPES, plan)
    const body = [...tablesOf(plan, MARKS), ...code.constants, '', functionsOf(plan, code, FUNCTIONS)].join(
      '\n',
    )
    return `// Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}\n`
  })
  return `${IMPORTS}

${choiceTablesOf(sequence, CHOICES).join('')}${looks ? '\n' : ''}${READER}${looks ? FITS : ''}}

${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${each.join('\n')}
/** The part that the next frame is of, and its body: null if the stream ends.${remembers ? ' gone has the parts that cannot come any more.' : ''} */
async function readFrame(reader${remembers ? ', gone' : ''}) {
${indent(choicesOf(sequence, CHOICES))}
}

/** Sends one frame of that part in one write. */
function writeFrame(socket, { part, body }) {
  const write = [${all.map((_, index) => `writeFrame${index + 1}`).join(', ')}][part - 1]
  write(socket, body)
}

${MAIN}
${remembers ? 'const gone = new Set()\n' : ''}for (let frame; (frame = await readFrame(reader${remembers ? ', gone' : ''})).body !== null; ) writeFrame(socket, frame)
socket.end()
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]
