// The program of several parts in C: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { isBytewise } from '../../plans/plan.ts'
import { mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { importsOf } from './imports.ts'
import { indent } from './indent.ts'
import { AHEAD, EXACTLY_BYTES, FITS } from './looking-ahead.ts'
import { FAIL, MAIN } from './main.ts'
import { MARKS } from './marks.ts'
import { NEXT_BYTE } from './receiving.ts'
import { SEND_ALL } from './sending.ts'
import { SHAPES } from './shapes.ts'

export const programOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const tables = choiceTablesOf(sequence, CHOICES)
  const each = all.map(({ plan, text }, index) => {
    const code = codeOf(SHAPES, plan)
    const { imports = [], helpers = [], constants, before = '' } = code
    const names = [...tablesOf(plan, MARKS), ...constants].join('\n')
    const body = `${names}\n${before}${functionsOf(plan, code, FUNCTIONS)}`
    // A part's text may hold the end of a comment.
    const title = `/* Part ${index + 1}: ${text.replaceAll('*/', '* /')} */`
    return { imports, helpers, text: `\n${title}\n${numbered(body, NAMES, index + 1)}` }
  })
  const helpers = new Set(each.flatMap((part) => part.helpers).filter((text) => text !== NEXT_BYTE))
  const writes = all.map((_, index) => {
    const last = index === all.length - 1
    return `${last ? '' : `if (part == ${index + 1}) `}write_frame_${index + 1}(fd, body, size);`
  })
  return `${importsOf(each.flatMap(({ imports }) => imports))}

${tables.length > 0 ? `${tables.join('')}\n` : ''}${FAIL}${SEND_ALL}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${AHEAD}${tables.length > 0 ? FITS : ''}${all.every(({ plan }) => isBytewise(plan)) ? '' : EXACTLY_BYTES}${[...helpers].join('')}${each.map(({ text }) => text).join('')}
/*
 * The next body, to be freed by the caller, its size, and the part that its frame is of; NULL if the stream ends
 * between two frames.${remembers ? ' gone says which parts cannot come any more.' : ''}
 */
static uint8_t *read_frame(int fd, ${remembers ? 'int *gone, ' : ''}int *part, size_t *size) {
${indent(choicesOf(sequence, CHOICES))}
}

/* Sends one frame of that part whole. */
static void write_frame(int fd, int part, const uint8_t *body, size_t size) {
${indent(writes.join('\nelse '))}
}

${MAIN}
    int part${remembers ? `, gone[${all.length + 1}] = {0}` : ''};
    size_t size;
    for (uint8_t *body; (body = read_frame(fd, ${remembers ? 'gone, ' : ''}&part, &size)) != NULL; free(body))
        write_frame(fd, part, body, size);
    freeaddrinfo(found);
    return close(fd);
}
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'HEAD', 'END', 'STARTS', 'STARTS_SIZE', 'ENDS', 'ENDS_SIZE'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame', 'ends_at'],
]
