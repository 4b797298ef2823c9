// A header with a length, in C.
import { shifted, shiftedOut } from '../../alike/shifts.ts'
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'
import type { CCode } from './code.ts'
import { putMark } from './marks.ts'
import { READ_BODY } from './receiving.ts'
import { SEND_FRAME } from './sending.ts'

export const header = (plan: HeaderPlan): CCode => {
  const { size, at, width, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const binary = shifted(plan, (k) => `(uint64_t)header[${k}]`)
  const length =
    radix > 0
      ? `char digits[${width + 1}] = {0}, *end;
memcpy(digits, header + ${at}, ${width});
uint64_t length = strtoull(digits, &end, ${radix});
if (*end != '\\0') fail("a length that is not a number");`
      : `uint64_t length = ${bits === '' || width === 1 ? binary : `(${binary})`}${bits};`
  const put =
    radix > 0
      ? [
          `char digits[24];`,
          `snprintf(digits, sizeof digits, "%0${width}ll${radix === 16 ? 'x' : 'u'}", (unsigned long long)length);`,
          `memcpy(frame + ${at}, digits, ${width});`,
        ]
      : shiftedOut(
          plan,
          (k, shift) => `frame[${k}] = (uint8_t)${shift > 0 ? `(length >> ${shift})` : 'length'};`,
        )
  return {
    constants: [
      `#define HEAD ${size} /* bytes of the header */`,
      `#define MOST ${most}ull /* the largest allowed length */`,
    ],
    helpers: [READ_BODY],
    read: `uint8_t header[HEAD];
if (!recv_exactly(fd, header, HEAD)) return NULL;
${marked ? 'check(header, STARTS, STARTS_SIZE, "start");\n' : ''}${length}
if (${least > 0 ? `length < ${least} || ` : ''}length > MOST) fail("a length outside ${least} to ${most}");${signed ? ' /* a negative one is very large here */' : ''}
*size = (size_t)(${sizeOfLength(plan, 'length')});
return read_body(fd, *size);`.replace('(size_t)(length)', '(size_t)length'),
    write: `uint64_t length = ${lengthOfSize(plan, 'size')};
if (length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'size', '%')} != 0`}) fail("a body that does not fit a frame");
${SEND_FRAME}
memset(frame, 0, HEAD);
${put.join('\n')}
${marked ? `${putMark('frame', '', 'STARTS', '|=')} /* of the length, only bits that do not count */\n` : ''}memcpy(frame + HEAD, body, size);
send_all(fd, frame, HEAD + size);
free(frame);`,
  }
}
