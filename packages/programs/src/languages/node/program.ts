// The whole program in Node.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import type { Plan } from '../../plans/plan.ts'
import { FUNCTIONS } from './functions.ts'
import { IMPORTS } from './imports.ts'
import { JSON_ECHO } from './json.ts'
import { MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { READER } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  return `${IMPORTS}

${[...tablesOf(plan, MARKS), ...code.constants, ''].join('\n')}
${READER}}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, code, FUNCTIONS)}

${MAIN}
for (let body; (body = await readFrame(reader)) !== null; ) ${'isJson' in plan ? JSON_ECHO : 'writeFrame(socket, body)'}
socket.end()
`
}
