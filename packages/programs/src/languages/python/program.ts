// The whole program in Python.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import type { Plan } from '../../plans/plan.ts'
import { tidy } from './blank-lines.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { JSON_ECHO } from './json.ts'
import { MAIN, STREAM } from './main.ts'
import { MARKS } from './marks.ts'
import { RECV_EXACTLY } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  const { imports = [], constants, source } = code
  const file = source === 'stream'
  return tidy(`${importsOf('isJson' in plan ? ['import json', ...imports] : imports)}

${[...tablesOf(plan, MARKS), ...constants, ''].join('\n')}
${file ? '' : `\n${RECV_EXACTLY}\n`}${hasMarks(plan) ? `\n${MARKS.check}\n` : ''}${functionsOf(plan, code, FUNCTIONS)}


${MAIN}
${file ? STREAM : ''}        while (body := read_frame(${source})) is not None:
${'isJson' in plan ? JSON_ECHO : '            write_frame(sock, body)\n'}`)
}
