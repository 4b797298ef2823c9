// The whole program in Go.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import type { Plan } from '../../plans/plan.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { JSON_ECHO } from './json.ts'
import { FAIL, MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { READ_BODY } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  const { imports = [], constants } = code
  return `${importsOf('isJson' in plan ? ['encoding/json', ...imports] : imports)}

${[...tablesOf(plan, MARKS), ...constants].join('\n')}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, code, FUNCTIONS)}

${READ_BODY}
${MAIN}
	for {
		body, err := readFrame(r)
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
${'isJson' in plan ? JSON_ECHO : ''}		if err := writeFrame(conn, body); err != nil {
			fail(err)
		}
	}
}
${FAIL}`
}
