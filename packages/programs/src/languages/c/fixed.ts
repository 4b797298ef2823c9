// Frames of one size, in C.
import type { FixedPlan } from '../../plans/plan.ts'
import type { CCode } from './code.ts'

export const fixed = (plan: FixedPlan): CCode => ({
  constants: [`#define SIZE ${plan.size} /* bytes of every frame */`],
  read: `uint8_t *body = malloc(SIZE);
if (body == NULL) die("malloc");
*size = SIZE;
if (recv_exactly(fd, body, SIZE)) return body;
free(body);
return NULL;`,
  write: `if (size != SIZE) fail("a body of another size");
send_all(fd, body, size);`,
})
