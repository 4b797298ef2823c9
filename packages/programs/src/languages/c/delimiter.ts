// A delimiter after each body, in C.
import { hex } from '../../alike/text.ts'
import type { DelimiterPlan } from '../../plans/plan.ts'
import type { CCode } from './code.ts'
import { indent } from './indent.ts'
import { mostBody } from './limits.ts'
import { MARK_FIRST, putMark } from './marks.ts'
import { NEXT_BYTE, nextByte } from './receiving.ts'

export const delimiter = ({ end, lines, most, starts }: DelimiterPlan): CCode => ({
  constants: [`static const uint8_t END[] = {${end.map(hex).join(', ')}};`, mostBody(most)],
  helpers: [NEXT_BYTE],
  before: `
static int ends_at(const uint8_t *bytes, size_t size) {
    return size >= sizeof END && memcmp(bytes + size - sizeof END, END, sizeof END) == 0;
}
`,
  read: `${starts.length > 0 ? MARK_FIRST : ''}uint8_t *frame = NULL;
for (size_t at = 0, room = 0;;) {
${indent(nextByte(starts.length > 0 ? undefined : 'at == 0'))}
    if (at == room) {
        room = room == 0 ? 64 : 2 * room;
        if ((frame = realloc(frame, room)) == NULL) die("realloc");
    }
    frame[at++] = (uint8_t)byte;
    if (ends_at(frame, at)) {
        *size = at - sizeof END;
${lines ? "        if (*size > 0 && frame[*size - 1] == '\\r') *size -= 1;\n" : ''}        return frame;
    }
    if (at > MOST + sizeof END) fail("no end within the limit");
}`,
  write: `for (size_t at = 0; at <= size; at++)
    if (ends_at(body, at)) fail("the body contains a delimiter");
${lines ? 'if (size > 0 && body[size - 1] == \'\\r\') fail("the body ends in \\\\r");\n' : ''}${
    starts.length > 0
      ? `uint8_t *frame = malloc(STARTS_SIZE + size + sizeof END);
if (frame == NULL) die("malloc");
${putMark('frame', '', 'STARTS')}
memcpy(frame + STARTS_SIZE, body, size);
size += STARTS_SIZE;
`
      : `uint8_t *frame = malloc(size + ${lines ? '1 + ' : ''}sizeof END);
if (frame == NULL) die("malloc");
memcpy(frame, body, size);
`
  }${lines ? "frame[size++] = '\\r';\n" : ''}memcpy(frame + size, END, sizeof END);
send_all(fd, frame, size + sizeof END);
free(frame);`,
})
