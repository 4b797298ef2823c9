// The program of several parts in Java: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { ARRAYS, importsOf } from './imports.ts'
import { indent } from './indent.ts'
import { FITS } from './looking-ahead.ts'
import { MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { READ_BODY } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const programOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const tables = choiceTablesOf(sequence, CHOICES)
  const each = all.map(({ plan, text }, index) => {
    const code = codeOf(SHAPES, plan)
    const { imports = [], constants } = code
    const body = `${indent([...tablesOf(plan, MARKS), ...constants].join('\n'))}

${functionsOf(plan, code, FUNCTIONS)}`
    const used = plan.edges === undefined ? imports : [ARRAYS, ...imports]
    return { imports: used, text: `    // Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}\n` }
  })
  const sets = remembers ? ['java.util.HashSet', 'java.util.Set'] : []
  return `${importsOf([...sets, ...each.flatMap(({ imports }) => imports)])}

public class Frames {
${tables.length > 0 ? `${tables.join('')}\n` : ''}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${tables.length > 0 ? FITS : ''}${each.map(({ text }) => text).join('\n')}
    /** The part that a frame is of, and its body. */
    static class Frame {
        final int part;
        final byte[] body;

        Frame(int part, byte[] body) {
            this.part = part;
            this.body = body;
        }
    }

    /** The next frame. Its body is null if the stream ends between two frames.${remembers ? ' gone has the parts that cannot come any more.' : ''} */
    static Frame readFrame(InputStream in${remembers ? ', Set<Integer> gone' : ''}) throws IOException {
${indent(indent(choicesOf(sequence, CHOICES)))}
    }

${READ_BODY}
    /** Sends one frame of that part in one write. */
    static void writeFrame(OutputStream out, Frame frame) throws IOException {
        switch (frame.part) {
${all.map((_, index) => `            ${index === all.length - 1 ? 'default' : `case ${index + 1}`}: writeFrame${index + 1}(out, frame.body); break;`).join('\n')}
        }
    }

${MAIN}
${remembers ? '            Set<Integer> gone = new HashSet<>();\n' : ''}            Frame frame;
            while ((frame = readFrame(in${remembers ? ', gone' : ''})).body != null) writeFrame(socket.getOutputStream(), frame);
        }
    }
}
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS', 'LENGTH', 'endsAt'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]
