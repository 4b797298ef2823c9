// The program of several parts in Python: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { looksAhead, mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { tidy } from './blank-lines.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { indent } from './indent.ts'
import { PEEKING } from './looking-ahead.ts'
import { MAIN, STREAM } from './main.ts'
import { MARKS } from './marks.ts'
import { READ_EXACTLY } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const programOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const each = all.map(({ plan, text }, index) => {
    const code = codeOf(SHAPES, plan)
    const { imports = [], constants } = code
    const read = code.read.replaceAll('recv_exactly(sock', 'recv_exactly(stream')
    const body = `${[`# Part ${index + 1}: ${text}`, ...tablesOf(plan, MARKS), ...constants].join('\n')}

${functionsOf(plan, { ...code, source: 'stream', read }, FUNCTIONS)}
`
    return { imports, text: numbered(body, NAMES, index + 1), isExact: read.includes('recv_exactly') }
  })
  const looks = looksAhead(sequence)
  return tidy(`${importsOf(each.flatMap(({ imports }) => imports))}

${choiceTablesOf(sequence, CHOICES).join('')}
${each.some(({ isExact }) => isExact) ? `\n${READ_EXACTLY}\n` : ''}${all.some(({ plan }) => hasMarks(plan)) ? `\n${MARKS.check}\n` : ''}${looks ? `\n${PEEKING}\n` : ''}
${each.map(({ text }) => text).join('\n\n')}

def read_frame(stream${remembers ? ', gone' : ''}):
    """The part that the next frame is of, and its body: None if the stream ends between two frames.${remembers ? '\n\n    gone has the parts that cannot come any more.\n    ' : ''}"""
${indent(choicesOf(sequence, CHOICES))}


def write_frame(sock, part, body):
    """Sends one frame of that part whole."""
    (${all.map((_, index) => `write_frame_${index + 1}`).join(', ')})[part - 1](sock, body)


${MAIN}
${looks ? "        stream = Peeking(sock.makefile('rb'))\n" : STREAM}${remembers ? '        gone = set()\n' : ''}        while (frame := read_frame(stream${remembers ? ', gone' : ''}))[1] is not None:
            write_frame(sock, *frame)
`)
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS', 'HEADER'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame'],
]
