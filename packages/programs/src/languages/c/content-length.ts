// Heads with Content-Length, in C.
import type { ContentLengthPlan } from '../../plans/plan.ts'
import type { CCode } from './code.ts'
import { indent } from './indent.ts'
import { mostBody } from './limits.ts'
import { NEXT_BODY, NEXT_BYTE, nextByte } from './receiving.ts'
import { sendHead } from './sending.ts'

export const contentLength = (plan: ContentLengthPlan): CCode => ({
  imports: ['strings.h'],
  constants: [mostBody(plan.most)],
  helpers: [NEXT_BYTE, NEXT_BODY],
  read: `uint64_t length = UINT64_MAX;
char line[8192];
for (size_t at = 0, head = 0;; head++) {
${indent(nextByte('head == 0'))}
    if (at == sizeof line - 1 || head == sizeof line) fail("a header that is too long");
    line[at++] = (char)byte;
    if (byte != '\\n') continue;
    line[at] = '\\0';
    if (strcmp(line, "\\r\\n") == 0) break;
    if (strncasecmp(line, "content-length:", 15) == 0) length = strtoull(line + 15, NULL, 10);
    at = 0;
}
if (length > MOST) fail("a header without Content-Length, or with one above the limit");
*size = (size_t)length;
return next_body(fd, *size);`,
  write: `${sendHead('"Content-Length: %zu\\r\\n\\r\\n"').replace('head[32]', 'head[48]')}
send_all(fd, frame, (size_t)written + size);
free(frame);`,
})
