// Heads with Content-Length, in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { ContentLengthPlan } from '../../plans/plan.ts'
import { BYTES_OUT } from './imports.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { nextByte } from './receiving.ts'

export const contentLength = (plan: ContentLengthPlan): FrameCode => ({
  imports: [BYTES_OUT, 'java.util.regex.Matcher', 'java.util.regex.Pattern'],
  constants: [
    mostBody(plan.most),
    'static final Pattern LENGTH = Pattern.compile("(?im)^content-length[ \\\\t]*:[ \\\\t]*(\\\\d{1,15})[ \\\\t]*$");',
  ],
  read: `StringBuilder head = new StringBuilder();
while (head.length() < 4 || !head.substring(head.length() - 4).equals("\\r\\n\\r\\n")) {
${indent(nextByte('head.length() == 0'))}
    head.append((char) value);
    if (head.length() > 8192) throw new IOException("a header of more than 8192 bytes");
}
Matcher found = LENGTH.matcher(head);
if (!found.find()) throw new IOException("a header without Content-Length");
long length = Long.parseLong(found.group(1));
${CHECK}
return readBody(in, length);`,
  write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
frame.write(("Content-Length: " + body.length + "\\r\\n\\r\\n").getBytes());
frame.write(body);
out.write(frame.toByteArray());`,
})
