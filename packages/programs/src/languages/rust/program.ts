// The whole program in Rust.
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { isBytewise, type Plan } from '../../plans/plan.ts'
import { FUNCTIONS } from './functions.ts'
import { IMPORTS } from './imports.ts'
import { MAIN, WRONG } from './main.ts'
import { MARKS } from './marks.ts'
import { FILL, NEXT_BYTE } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const program = (plan: Plan): string => {
  const code = codeOf(SHAPES, plan)
  return `${IMPORTS}

${[...tablesOf(plan, MARKS), ...code.constants].join('\n')}

${FILL}${isBytewise(plan) ? NEXT_BYTE : ''}${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, code, FUNCTIONS)}
${WRONG}
${MAIN}
    let mut stream = BufReader::new(socket.try_clone()?);
    while let Some(body) = read_frame(&mut stream)? {
        write_frame(&mut socket, &body)?;
    }
    Ok(())
}
`
}
