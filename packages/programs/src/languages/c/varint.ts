// A varint before each body, in C.
import type { VarintPlan } from '../../plans/plan.ts'
import type { CCode } from './code.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { NEXT_BODY, NEXT_BYTE, nextByte } from './receiving.ts'

export const varint = (plan: VarintPlan): CCode => ({
  constants: [mostBody(plan.most)],
  helpers: [NEXT_BYTE, NEXT_BODY],
  read: `uint64_t length = 0;
for (int k = 0;; k++) {
    if (k == ${plan.maxBytes}) fail("a length of more than ${plan.maxBytes} bytes");
${indent(nextByte('k == 0'))}
    length |= (uint64_t)(byte & 0x7f) << (7 * k);
    if (byte < 0x80) break;
}
${CHECK}
*size = (size_t)length;
return next_body(fd, *size);`,
  write: `${TOO_LONG}
uint8_t *frame = malloc(${plan.maxBytes} + size);
if (frame == NULL) die("malloc");
size_t at = 0, length = size;
for (; length >= 0x80; length >>= 7) frame[at++] = (uint8_t)(length | 0x80);
frame[at++] = (uint8_t)length;
memcpy(frame + at, body, size);
send_all(fd, frame, at + size);
free(frame);`,
})
