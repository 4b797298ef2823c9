// The whole program in Java.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import type { Plan } from '../../plans/plan.ts'
import { FUNCTIONS } from './functions.ts'
import { ARRAYS, importsOf } from './imports.ts'
import { indent } from './indent.ts'
import { MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { READ_BODY } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  const { imports = [], constants } = code
  return `${importsOf([...(plan.edges === undefined ? [] : [ARRAYS]), ...imports])}

public class Frames {
${indent([...tablesOf(plan, MARKS), ...constants].join('\n'))}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, code, FUNCTIONS)}

${READ_BODY}
${MAIN}
            byte[] body;
            while ((body = readFrame(in)) != null) writeFrame(socket.getOutputStream(), body);
        }
    }
}
`
}
