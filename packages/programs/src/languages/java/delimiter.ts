// A delimiter after each body, in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { DelimiterPlan } from '../../plans/plan.ts'
import { BYTES_OUT } from './imports.ts'
import { indent } from './indent.ts'
import { mostBody } from './limits.ts'
import { MARK_FIRST } from './marks.ts'
import { nextByte } from './receiving.ts'

export const delimiter = ({ end, lines, most, starts }: DelimiterPlan): FrameCode => {
  const marked = starts.length > 0
  const cast = end.map((byte) => (byte > 0x7f ? `(byte) ${byte}` : String(byte))).join(', ')
  return {
    imports: [BYTES_OUT, 'java.util.Arrays'],
    constants: [`static final byte[] END = {${cast}};`, mostBody(most)],
    read: `${marked ? MARK_FIRST : ''}byte[] frame = new byte[64];
for (int size = 0; ; ) {
${indent(nextByte(marked ? undefined : 'size == 0'))}
    if (size == frame.length) frame = Arrays.copyOf(frame, 2 * size);
    frame[size++] = (byte) value;
    if (endsAt(frame, size)) {
        int end = size - END.length;
        return Arrays.copyOf(frame, ${lines ? "end > 0 && frame[end - 1] == '\\r' ? end - 1 : end" : 'end'});
    }
    if (size > MOST + END.length) throw new IOException("no end within " + MOST + " bytes");
}`,
    write: `for (int size = 0; size <= body.length; size++)
    if (endsAt(body, size)) throw new IOException("the body contains a delimiter");
${lines ? 'if (body.length > 0 && body[body.length - 1] == \'\\r\') throw new IOException("the body ends in \\\\r");\n' : ''}ByteArrayOutputStream frame = new ByteArrayOutputStream();
${marked ? 'for (int[] want : STARTS) frame.write(want[1]);\n' : ''}frame.write(body);
${lines ? "frame.write('\\r');\n" : ''}frame.write(END);
out.write(frame.toByteArray());
}

static boolean endsAt(byte[] bytes, int size) {
    return size >= END.length && Arrays.equals(bytes, size - END.length, size, END, 0, END.length);`,
  }
}
