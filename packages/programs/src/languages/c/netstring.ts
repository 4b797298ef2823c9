// Netstrings in C.
import type { NetstringPlan } from '../../plans/plan.ts'
import type { CCode } from './code.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody } from './limits.ts'
import { NEXT_BODY, NEXT_BYTE, nextByte } from './receiving.ts'
import { sendHead } from './sending.ts'

export const netstring = (plan: NetstringPlan): CCode => ({
  constants: [mostBody(plan.most)],
  helpers: [NEXT_BYTE, NEXT_BODY],
  read: `uint64_t length = 0;
for (int digits = 0;; digits++) {
${indent(nextByte('digits == 0'))}
    if (byte == ':' && digits > 0) break;
    if (byte < '0' || byte > '9' || digits == 10 || (digits > 0 && length == 0)) fail("not a netstring's length");
    length = 10 * length + (uint64_t)(byte - '0');
}
${CHECK}
*size = (size_t)length;
uint8_t *body = next_body(fd, *size);
if (next_byte(fd) != ',') fail("no comma after the body");
return body;`,
  write: `${sendHead('"%zu:"')}
frame[(size_t)written + size] = ',';
send_all(fd, frame, (size_t)written + size + 1);
free(frame);`,
})
