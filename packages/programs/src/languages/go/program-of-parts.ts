// The program of several parts in Go: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { indent } from './indent.ts'
import { FITS } from './looking-ahead.ts'
import { FAIL, MAIN } from './main.ts'
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
    const body = [...tablesOf(plan, MARKS), ...constants, '', functionsOf(plan, code, FUNCTIONS)].join('\n')
    return { imports, text: `// Part ${index + 1}: ${text}\n\n${numbered(body, NAMES, index + 1, APART)}\n` }
  })
  return `${importsOf(each.flatMap(({ imports }) => imports))}

${tables.map((mark) => `${mark}\n`).join('')}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${tables.length > 0 ? FITS : ''}${each.map(({ text }) => text).join('\n')}
// readFrame gives the part that the next frame is of, and its body; io.EOF if the stream ends between two frames.
${remembers ? '// gone has the parts that cannot come any more.\n' : ''}func readFrame(r *bufio.Reader${remembers ? ', gone map[int]bool' : ''}) (part int, body []byte, err error) {
${indent(choicesOf(sequence, CHOICES))}
}

${READ_BODY}
// writeFrame sends one frame of that part in one Write.
func writeFrame(w io.Writer, part int, body []byte) error {
	write := []func(io.Writer, []byte) error{${all.map((_, index) => `writeFrame${index + 1}`).join(', ')}}[part-1]
	return write(w, body)
}

${MAIN}
${remembers ? '\tgone := map[int]bool{}\n' : ''}	for {
		part, body, err := readFrame(r${remembers ? ', gone' : ''})
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
		if err := writeFrame(conn, part, body); err != nil {
			fail(err)
		}
	}
}
${FAIL}`
}

const NAMES = [
  ...['most', 'size', 'end', 'starts', 'ends'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]

/** Strings have words that are also names of constants; so do comments after code. */
const APART = /"(?:[^"\\]|\\.)*"|(?<=\S[ \t]*)\/\/.*/
