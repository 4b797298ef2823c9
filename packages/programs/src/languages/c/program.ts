// The whole program in C.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { isBytewise, type Plan } from '../../plans/plan.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { FAIL, MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { RECV_EXACTLY } from './receiving.ts'
import { SEND_ALL } from './sending.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  const { imports = [], constants, helpers = [], before = '' } = code
  return `${importsOf(imports)}

${[...tablesOf(plan, MARKS), ...constants].join('\n')}

${FAIL}${isBytewise(plan) ? '' : RECV_EXACTLY}${SEND_ALL}${hasMarks(plan) ? MARKS.check : ''}${helpers.join('')}${before}${functionsOf(plan, code, FUNCTIONS)}
${MAIN}
    size_t size;
    for (uint8_t *body; (body = read_frame(fd, &size)) != NULL; free(body)) write_frame(fd, body, size);
    freeaddrinfo(found);
    return close(fd);
}
`
}
